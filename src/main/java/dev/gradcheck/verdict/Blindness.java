package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a point proves anything: the usual mistakes are planted into the gradient that agrees there, and those that no oracle would tell
 * from it are blind spots. A mistake that the shape rules out (a scalar cannot be transposed) is none.
 */
public final class Blindness {
    private static final String POWER = "a forgotten factor or another power of it";

    private final Parameters point;
    private final List<Sight> sights;
    private final List<BlindSpot> found = new ArrayList<>();

    private Blindness(Parameters point, List<Finding> findings) {
        this.point = point;
        this.sights = Sight.of(findings);
    }

    /**
     * {@return what a check would not have seen}
     *
     * @param point float64
     * @param findings of the check; only what agrees can be blind
     * @param suspicions mistakes that the function itself knows; one without a gradient changes nothing
     * @param ignoring gradients of which no contract has shown that they depend on the upstream gradient
     */
    public static BlindSpots of(
            Parameters point, List<Finding> findings, List<Suspicion> suspicions, Set<String> ignoring) {
        Blindness blindness = new Blindness(point, findings);
        if (blindness.sights.isEmpty()) {
            return BlindSpots.NONE;
        }
        blindness.sights.forEach(sight -> blindness.found.addAll(PlantedMistake.unseen(sight)));
        point.names().forEach(blindness::value);
        blindness.origin();
        if (suspicions.isEmpty()) { // a function that knows its structure knows its samples, too
            blindness.batch();
        }
        suspicions.forEach(blindness::suspicion);
        ignoring.forEach(blindness::upstream);
        return new BlindSpots(blindness.found);
    }

    /** A factor of one is no factor, and of equal numbers nobody knows which was taken. */
    private void value(String name) {
        double[] values = point.get(name).values();
        if (values.length == 0 || values[0] == 0 || Arrays.stream(values).anyMatch(v -> v != values[0])) {
            return;
        }
        String all = values.length == 1 ? name + " is " : "all elements of " + name + " are ";
        if (values[0] == 1) {
            found.add(new BlindSpot(Subject.gradient(name), POWER, all + "1"));
        }
        if (values.length > 1) {
            String what = "its transpose, or another element, row or column of it in its place";
            found.add(new BlindSpot(Subject.gradient(name), what, all + (values[0] == 1 ? "1" : "equal")));
        }
    }

    /** Where everything is zero, so is every term with a parameter as its factor. */
    private void origin() {
        boolean isOrigin = point.tensors().values().stream().allMatch(tensor -> tensor.maxAbs() == 0);
        if (isOrigin) {
            found.add(new BlindSpot(
                    Subject.LOSS,
                    "a forgotten term that has a parameter as its factor",
                    "every parameter is zero at this point"));
        }
    }

    /** The gradient of a matrix is a sum of outer products over the samples: of one sample its rank is one. */
    private void batch() {
        List<Sight> matrices =
                sights.stream().filter(sight -> isMatrix(sight.gradient())).toList();
        Optional<String> because = matrices.isEmpty()
                ? leading()
                : matrices.stream().allMatch(Blindness::hasRankOne)
                        ? Optional.of(matrices.get(0).subject().text()
                                + " is one outer product, as of a single sample (B = 1)")
                        : Optional.empty();
        because.ifPresent(why -> found.add(new BlindSpot(
                Subject.LOSS, "a forgotten 1/B, a mean taken for a sum or one that is missing over the samples", why)));
    }

    private static String outer(Sight sight) {
        String name = sight.subject().text();
        return sight.isZero()
                ? name + " is zero at this point, as far as can be told"
                : name + " is one outer product, as of a single sample (B = 1)";
    }

    private Optional<String> leading() {
        return sights.stream()
                .filter(sight -> sight.gradient().shape().rank() > 1
                        && sight.gradient().shape().dimension(0) == 1)
                .findFirst()
                .map(sight -> sight.subject().name() + " has length 1 along axis 0 (B = 1)");
    }

    private static boolean isMatrix(Tensor tensor) {
        return tensor.shape().rank() == 2
                && tensor.shape().dimension(0) > 1
                && tensor.shape().dimension(1) > 1;
    }

    /** The outer product of the largest element's row and column is not told from the whole. */
    private static boolean hasRankOne(Sight sight) {
        Tensor gradient = sight.gradient();
        if (sight.isZero()) {
            return true;
        }
        int columns = gradient.shape().dimension(1);
        int largest = 0;
        for (int i = 0; i < gradient.size(); i++) {
            largest = Math.abs(gradient.at(i)) > Math.abs(gradient.at(largest)) ? i : largest;
        }
        double[] outer = new double[gradient.size()];
        for (int i = 0; i < outer.length; i++) {
            double inRow = gradient.at(largest - largest % columns + i % columns);
            double inColumn = gradient.at(i - i % columns + largest % columns);
            outer[i] = inRow * (inColumn / gradient.at(largest));
        }
        return !sight.sees(Tensor.of(gradient.dtype(), gradient.shape(), outer));
    }

    private void suspicion(Suspicion suspicion) {
        boolean isSeen = sights.stream()
                .filter(sight -> suspicion.gradient().has(sight.subject().name()))
                .anyMatch(sight ->
                        sight.sees(suspicion.gradient().get(sight.subject().name())));
        if (!isSeen) {
            String fault = suspicion.fault() + " (" + suspicion.sentence() + ")";
            found.add(new BlindSpot(Subject.LOSS, fault, "at this point it changes nothing that can be told"));
        }
    }

    private void upstream(String name) {
        found.add(new BlindSpot(
                Subject.gradient(name),
                "an upstream gradient that is ignored",
                "the upstream gradient is 1, and no other could be tried"));
    }
}
