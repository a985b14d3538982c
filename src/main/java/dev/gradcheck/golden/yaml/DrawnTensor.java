package dev.gradcheck.golden.yaml;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A tensor that is drawn from a seed: {@code {draw: normal, shape: [3, 4], seed: 1}}. The numbers are those of {@link Random}, whose
 * algorithm Java fixes, times the scale, rounded to float32, so that a case has the same point in both dtypes.
 */
record DrawnTensor(Problems problems) {
    static final List<String> KEYS = List.of("dtype", "draw", "shape", "seed", "scale");

    static final List<String> KINDS = List.of("normal", "uniform");

    Optional<Tensor> read(Fields fields, DType dtype) {
        Optional<String> kind = fields.requireText("draw", "write normal or uniform")
                .flatMap(text ->
                        fields.choice("draw", text, KINDS, Optional.of(text).filter(KINDS::contains)));
        WholeNumbers whole = new WholeNumbers(problems);
        Optional<List<Integer>> lengths = fields.require("shape", "write its lengths, such as [3, 4]")
                .flatMap(item -> whole.list(item, "shape").filter(all -> isSmall(item, all)));
        OptionalInt seed = fields.require("seed", "write a whole number, so that the numbers are the same each time")
                        .isPresent()
                ? whole.number(fields, "seed")
                : OptionalInt.empty();
        Optional<Tensor> scale = fields.find("scale").isEmpty()
                ? Optional.of(Tensor.of(DType.FLOAT64, Shape.SCALAR, 1))
                : new TensorReader(problems).finite(fields.find("scale").get(), "scale", DType.FLOAT64);
        if (kind.isEmpty() || lengths.isEmpty() || seed.isEmpty() || scale.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(drawn(
                kind.get(),
                new Shape(lengths.get()),
                seed.getAsInt(),
                scale.get().at(0),
                dtype));
    }

    private static Tensor drawn(String kind, Shape shape, int seed, double scale, DType dtype) {
        Random random = new Random(seed);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            double number = kind.equals("normal") ? random.nextGaussian() : 2 * random.nextDouble() - 1;
            values[i] = dtype.round(dtype.isFloating() ? (float) (scale * number) : Math.rint(scale * number));
        }
        return Tensor.of(dtype, shape, values);
    }

    private boolean isSmall(Item item, List<Integer> lengths) {
        double size = lengths.stream().mapToDouble(i -> i).reduce(1, (a, b) -> a * b);
        if (size > Bounds.ELEMENTS || size < 1 || lengths.size() > Bounds.AXES) {
            problems.add(
                    item.location(),
                    String.format(Locale.ROOT, "a tensor of %.3g elements is drawn", size),
                    "a tensor has from 1 to " + Bounds.ELEMENTS + " elements, and at most " + Bounds.AXES + " axes",
                    "write another shape");
            return false;
        }
        return true;
    }
}
