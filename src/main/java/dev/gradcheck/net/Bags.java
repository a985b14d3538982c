package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Indices in bags, one bag after the other.
 *
 * @param indices (N), whole numbers from 0
 * @param starts for each bag the offset of its first index; it ends where the next begins
 */
public record Bags(Tensor indices, List<Integer> starts) {
    /**
     * Checks.
     *
     * @param indices whole numbers from 0
     * @param starts of the bags
     * @throws IllegalArgumentException if an index is no whole number or negative, if the bags do not begin with the first index, or go
     *     backwards or beyond the last
     */
    public Bags {
        starts = List.copyOf(starts);
        int before = 0;
        for (int start : starts) {
            if (start < before || start > indices.size() || starts.get(0) != 0) {
                throw new IllegalArgumentException("the attribute offsets is " + starts
                        + "; it must begin with 0, never fall, and not exceed the " + indices.size() + " indices");
            }
            before = start;
        }
    }

    /**
     * As torch.nn.EmbeddingBag has them.
     *
     * @param indices (B,N), each row a bag, or (N) with offsets
     * @param offsets (B) the offset of each bag's first index
     * @return the bags
     * @throws IllegalArgumentException if the shapes do not fit, or a number makes no sense
     */
    static Bags of(Tensor indices, Optional<Tensor> offsets) {
        if (indices.shape().rank() == 2 && offsets.isEmpty()) {
            int length = indices.shape().dimension(1);
            List<Integer> starts = IntStream.range(0, indices.shape().dimension(0))
                    .mapToObj(bag -> bag * length)
                    .toList();
            return new Bags(indices.reshape(Shape.of(indices.size())), starts);
        }
        if (indices.shape().rank() != 1
                || offsets.isEmpty()
                || offsets.get().shape().rank() != 1) {
            throw new IllegalArgumentException("the attribute indices has the shape " + indices.shape()
                    + "; bags are the rows of (B,N), or parts of (N) that begin at offsets (B)");
        }
        return new Bags(
                indices,
                Arrays.stream(offsets.get().values()).mapToObj(Bags::whole).toList());
    }

    /** How many bags there are. */
    int count() {
        return starts.size();
    }

    /** The bag of the index at a place. */
    int of(int place) {
        int bag = 0;
        while (bag + 1 < starts.size() && starts.get(bag + 1) <= place) {
            bag++;
        }
        return bag;
    }

    private static int whole(double offset) {
        if (offset != (int) offset) {
            throw new IllegalArgumentException("the attribute offsets has " + offset + ", which is no whole number");
        }
        return (int) offset;
    }
}
