package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Differencing;
import dev.gradcheck.accused.FloatLine;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.CloseGradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One backward pass at points and cotangents so close that only rounding tells them apart: every element moves by a part of its own size, so
 * that zeros, ties and masks stay what they are.
 *
 * @param accused whose pass it is
 * @param point all float64
 * @param cotangent float64
 */
record CloseCalls(Accused accused, Parameters point, Tensor cotangent) {
    private static final double[] SPACINGS = {0x1p-44, 0x1.4p-41, 0x1.8p-38};

    /** Last places in float32. */
    private static final int[] FLOAT_SPACINGS = {1, 5, 21};

    /** Of both by one factor, what is divided by upstream would not move. */
    private static final int UPSTREAM = 3;

    /** {@return the gradients there, asked for once, where they are needed} */
    CloseGradients gradients() {
        return new CloseGradients(once(this::lines), once(this::inFloats));
    }

    private List<List<Parameters>> lines() {
        List<List<Parameters>> lines = new ArrayList<>();
        for (double spacing : SPACINGS) {
            lines.add(line(i -> gradient(t -> t.times(1 + i * spacing), t -> t.times(1 + UPSTREAM * i * spacing))));
        }
        return lines;
    }

    private List<List<Parameters>> inFloats() {
        List<List<Parameters>> lines = new ArrayList<>();
        for (int places : FLOAT_SPACINGS) {
            FloatLine line = FloatLine.ofOwnPlaces(places);
            lines.add(line(i -> gradient(t -> line.at(t, i), t -> line.at(t, UPSTREAM * i))));
        }
        return lines;
    }

    /** A call that fails leaves a gap, and its line says nothing. */
    private static List<Parameters> line(IntFunction<Optional<Parameters>> gradient) {
        return IntStream.range(0, Differencing.POINTS)
                .mapToObj(gradient)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Parameters> gradient(UnaryOperator<Tensor> shift, UnaryOperator<Tensor> upstream) {
        return accused.gradient(point.map(shift), value -> upstream.apply(cotangent))
                .value();
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        List<T> kept = new ArrayList<>();
        return () -> {
            if (kept.isEmpty()) {
                kept.add(supplier.get());
            }
            return kept.get(0);
        };
    }
}
