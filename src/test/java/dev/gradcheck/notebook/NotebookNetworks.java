package dev.gradcheck.notebook;

import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.oracle.djl.NotebookTwin;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.testing.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notebook's nets under their names, beside all layers: what this project's own golden files name, and nobody else's do. */
public final class NotebookNetworks {
    private static final NetworkCatalog CATALOG = NetworkCatalog.standard()
            .with(twoByTwo("notebook", NotebookNet::new))
            .with(twoByTwo("notebook-corrected", CorrectedNet::new));

    private NotebookNetworks() {}

    /** {@return the notebook's net as it was written and corrected, and the standard layers} */
    public static NetworkCatalog catalog() {
        return CATALOG;
    }

    /** {@return the same with their twins} */
    public static Networks all() {
        return Networks.standard()
                .with(CATALOG)
                .withTwin("notebook", NotebookTwin::asWritten)
                .withTwin("notebook-corrected", NotebookTwin::corrected);
    }

    private static NetworkDefinition twoByTwo(String name, NetworkDefinition.Builder builder) {
        Map<String, Shape> parameters = new LinkedHashMap<>();
        parameters.put("Wh", Shape.of(2, 2));
        parameters.put("bh", Shape.of(2, 1));
        parameters.put("Wo", Shape.of(2));
        parameters.put("bo", Shape.of(1));
        return new NetworkDefinition(name, parameters, List.of("prediction", "zh", "uh", "zo"), (input, target) -> {
            requireColumnsOfTwo(input);
            requireOneNumber(target);
            return builder.build(input, target);
        });
    }

    private static void requireColumnsOfTwo(Tensor input) {
        Shape shape = input.shape();
        if (shape.rank() != 2 || shape.dimension(0) != 2) {
            throw new IllegalArgumentException(
                    "the input has shape " + shape + "; this net takes (2,B), a column for each sample");
        }
    }

    private static void requireOneNumber(Tensor target) {
        if (target.size() != 1) {
            throw new IllegalArgumentException(
                    "the target has shape " + target.shape() + "; this net takes one number for all samples");
        }
    }
}
