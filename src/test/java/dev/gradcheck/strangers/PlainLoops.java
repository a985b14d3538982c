package dev.gradcheck.strangers;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Layers over bare arrays at random points: right, and off by a factor of 1 + 1e-6 (floats: 1 + 1e-3) in the first gradient. */
enum PlainLoops {
    LAYER_NORM(Normal::norm, Normal::normBack, n -> new int[] {n + 2, n + 2, n + 2}),
    SOFTMAX(Normal::softmax, Normal::softmaxBack, n -> new int[] {n + 1}),
    LOG_SOFTMAX(Normal::logSoftmax, Normal::logSoftmaxBack, n -> new int[] {n + 1}),
    CROSS_ENTROPY(Normal::entropy, Normal::entropyBack, n -> new int[] {n + 1}),
    DENSE(Linear::dense, Linear::denseBack, n -> new int[] {3, 3 * n}),
    DENSE_100(Linear::dense, Linear::denseBack, n -> new int[] {2, 200}),
    CONVOLUTION(Linear::conv, Linear::convBack, n -> new int[] {n + 4, 3}),
    CUMULATIVE_PRODUCT(Linear::cumprod, Linear::cumprodBack, n -> new int[] {n + 1}),
    BATCH_NORM(Mixing::batchNorm, Mixing::batchNormBack, n -> new int[] {4 * n, n, n}),
    ATTENTION(Mixing::attention, Mixing::attentionBack, n -> new int[] {4 * n + 4, 4 * n + 4, 4 * n + 4}),
    LSTM(Linear::lstm, Linear::lstmBack, n -> new int[] {n, n, n, n, n});

    private interface Sizes {
        int[] of(int n);
    }

    private final Loops.Forward forward;
    private final Loops.Backward backward;
    private final Sizes sizes;

    PlainLoops(Loops.Forward forward, Loops.Backward backward, Sizes sizes) {
        this.forward = forward;
        this.backward = backward;
        this.sizes = sizes;
    }

    private Sample sample(Rounding r, double factor, RandomGenerator random) {
        int[] lengths = sizes.of(random.nextInt(1, 9));
        double[][] arrays = new double[lengths.length][];
        for (int i = 0; i < lengths.length; i++) {
            arrays[i] = random.doubles(lengths[i], -2, 2).toArray();
        }
        return new Sample(new Loops(name(), forward, backward, r, factor), Loops.point(r, arrays), r.dtype);
    }

    /** Beside the pole by 10⁻⁴ to 10⁻¹: there a step that float32 rounds is another one. */
    private static Sample besideAPole(Rounding r, double factor, RandomGenerator random) {
        double[] x = random.doubles(random.nextInt(1, 9), -4, -1)
                .map(e -> 1 - Math.pow(10, e))
                .toArray();
        return new Sample(
                new Loops("-Σ log(1 - x)", Mixing::logs, Mixing::logsBack, r, factor), Loops.point(r, x), r.dtype);
    }

    static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (Rounding r : Rounding.values()) {
            double factor = r == Rounding.DOUBLES ? 1 + 1e-6 : 1 + 1e-3;
            kinds.add(new Kind("loops beside a pole " + r, true, random -> besideAPole(r, 1, random)));
            kinds.add(new Kind("loops beside a pole " + r, false, random -> besideAPole(r, factor, random)));
            for (PlainLoops loops : values()) {
                String name = "loops " + loops + " " + r;
                kinds.add(new Kind(name, true, random -> loops.sample(r, 1, random)));
                kinds.add(new Kind(name, false, random -> loops.sample(r, factor, random)));
            }
        }
        return kinds;
    }
}
