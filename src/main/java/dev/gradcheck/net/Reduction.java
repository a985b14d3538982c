package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.Tensor;
import java.util.Locale;

/** What a loss makes of its terms. */
public enum Reduction {
    /** Their sum divided by how many there are: elements, or samples where the target is a class. */
    MEAN {
        @Override
        Tensor of(Tensor sum, double count) {
            return sum.dividedBy(Batch.filled(count, sum));
        }
    },
    /** Their sum. */
    SUM {
        @Override
        Tensor of(Tensor sum, double count) {
            return sum;
        }
    };

    /** The attribute {@code reduction}. */
    static Reduction from(Attributes told) {
        return valueOf(told.word("reduction").toUpperCase(Locale.ROOT));
    }

    /** Of the sum of the terms, or of its derivative. */
    abstract Tensor of(Tensor sum, double count);
}
