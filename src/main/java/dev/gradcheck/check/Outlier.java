package dev.gradcheck.check;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which of several gradients that differ by rounding stands out most: by its part in what all of them deviate in one parameter. */
final class Outlier {
    private Outlier() {}

    /** The index of the sample; 0 where none deviates. */
    static int of(Parameters centre, List<Optional<Parameters>> samples) {
        int most = 0;
        double largest = 0;
        for (String name : centre.names()) {
            double[] deviations = samples.stream()
                    .mapToDouble(sample -> sample.map(s -> deviation(centre.get(name), s, name))
                            .orElse(0.0))
                    .toArray();
            double all = Arrays.stream(deviations).sum();
            for (int i = 0; i < deviations.length; i++) {
                if (deviations[i] / all > largest || Double.isNaN(deviations[i])) {
                    largest = Double.isNaN(deviations[i]) ? 1 : deviations[i] / all;
                    most = i;
                }
            }
        }
        return most;
    }

    private static double deviation(Tensor centre, Parameters sample, String name) {
        if (!sample.has(name) || sample.get(name).size() != centre.size()) {
            return 0;
        }
        double largest = 0;
        for (int i = 0; i < centre.size(); i++) {
            largest = Math.max(largest, Math.abs(sample.get(name).at(i) - centre.at(i)));
        }
        return largest;
    }
}
