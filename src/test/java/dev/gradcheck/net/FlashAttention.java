package dev.gradcheck.net;

import dev.gradcheck.tensor.DType;

/**
 * Attention of one head as kernels for accelerators have it, in plain loops: keys in tiles, a running maximum and sum, no matrix of
 * probabilities kept, numbers of 16 bits and sums in float32; causal, with a soft cap and dropout. The backward pass computes the probabilities
 * again from the logarithm of the sums, and takes Δ = Σ o·ō.
 *
 * @param type in which inputs, probabilities and results are stored
 * @param width of a head
 * @param tile how many keys at a time
 * @param cap of the scores
 * @param kept 1 for each probability that dropout keeps
 * @param rate of dropout
 * @param fault that the backward pass has
 */
record FlashAttention(DType type, int width, int tile, float cap, double[] kept, float rate, Fault fault) {
    /** Of published reports. */
    enum Fault {
        NONE("nothing"),
        SCALE_OF_DK("attention scale missing"),
        DELTA("sum over the row missing"),
        MASK_IN_LAST_TILE("causal mask missing in the last tile"),
        SOFTCAP("softcap derivative missing"),
        DROPOUT_SCALE("dropout scale missing");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Output and the logarithm of each row's sum. */
    record Forward(float[] o, float[] logSums) {}

    /** The three gradients. */
    record Gradients(double[] q, double[] k, double[] v) {}

    Forward forward(double[] q, double[] k, double[] v) {
        int length = q.length / width;
        float[] o = new float[q.length];
        float[] logSums = new float[length];
        for (int i = 0; i < length; i++) {
            float largest = Float.NEGATIVE_INFINITY;
            float sum = 0;
            float[] row = new float[width];
            for (int first = 0; first <= i; first += tile) {
                int last = Math.min(i, first + tile - 1);
                float before = largest;
                for (int j = first; j <= last; j++) {
                    largest = Math.max(largest, capped(score(q, k, i, j)));
                }
                float shrunk = (float) Math.exp(before - largest);
                sum *= shrunk;
                for (int c = 0; c < width; c++) {
                    row[c] *= shrunk;
                }
                for (int j = first; j <= last; j++) {
                    float p = (float) Math.exp(capped(score(q, k, i, j)) - largest);
                    sum += p;
                    float left = (float) type.round(p * dropout(i, j, length));
                    for (int c = 0; c < width; c++) {
                        row[c] += left * (float) v[j * width + c];
                    }
                }
            }
            logSums[i] = largest + (float) Math.log(sum);
            for (int c = 0; c < width; c++) {
                o[i * width + c] = (float) type.round(row[c] / sum);
            }
        }
        return new Forward(o, logSums);
    }

    Gradients backward(double[] q, double[] k, double[] v, Forward forward, double[] outputBar) {
        int length = q.length / width;
        float[] qBar = new float[q.length];
        float[] kBar = new float[k.length];
        float[] vBar = new float[v.length];
        float scale = (float) (1 / Math.sqrt(width));
        int lastTile = (length - 1) / tile * tile;
        for (int i = 0; i < length; i++) {
            float delta = fault == Fault.DELTA ? 0 : delta(forward.o(), outputBar, i);
            int end = fault == Fault.MASK_IN_LAST_TILE ? length : i + 1;
            for (int j = 0; j < end; j++) {
                if (j > i && j < lastTile) {
                    continue;
                }
                float s = capped(score(q, k, i, j));
                float p = (float) Math.exp(s - forward.logSums()[i]);
                float left = (float) type.round(p * dropout(i, j, length));
                float leftBar = 0;
                for (int c = 0; c < width; c++) {
                    vBar[j * width + c] += left * (float) outputBar[i * width + c];
                    leftBar += (float) outputBar[i * width + c] * (float) v[j * width + c];
                }
                float pBar =
                        leftBar * (fault == Fault.DROPOUT_SCALE ? (float) kept[i * length + j] : dropout(i, j, length));
                float ofCap = fault == Fault.SOFTCAP ? 1 : 1 - s / cap * (s / cap);
                float sBar = (float) type.round(p * (pBar - delta) * ofCap);
                for (int c = 0; c < width; c++) {
                    qBar[i * width + c] += sBar * scale * (float) k[j * width + c];
                    kBar[j * width + c] += sBar * (fault == Fault.SCALE_OF_DK ? 1 : scale) * (float) q[i * width + c];
                }
            }
        }
        return new Gradients(stored(qBar), stored(kBar), stored(vBar));
    }

    private float delta(float[] o, double[] outputBar, int row) {
        float delta = 0;
        for (int c = 0; c < width; c++) {
            delta += o[row * width + c] * (float) outputBar[row * width + c];
        }
        return delta;
    }

    private float dropout(int i, int j, int length) {
        return (float) kept[i * length + j] / (1 - rate);
    }

    private float capped(float score) {
        return cap * (float) Math.tanh(score / cap);
    }

    private float score(double[] q, double[] k, int i, int j) {
        float sum = 0;
        for (int c = 0; c < width; c++) {
            sum += (float) q[i * width + c] * (float) k[j * width + c];
        }
        return sum * (float) (1 / Math.sqrt(width));
    }

    private double[] stored(float[] values) {
        double[] stored = new double[values.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = type.round(values[i]);
        }
        return stored;
    }
}
