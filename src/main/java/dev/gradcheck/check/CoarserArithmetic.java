package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.RoundingError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Whether a claimed gradient that is off by more than its dtype explains was computed in a coarser arithmetic: products that read fewer digits
 * of their factors (TF32), sums that are kept in 16 bits, another dtype. The same backward pass is run in each such arithmetic, rounded to
 * nearest and at random. One explains the claim if no element is off by more than it explains, the elements are typically off as much as it
 * makes them, and no single mistake explains all gradients: a wrong formula leaves tensors that it does not concern as exact as the dtype allows.
 */
final class CoarserArithmetic {
    private static final String FAULT = "coarser arithmetic";

    /** Under random rounding, beside the one to nearest. */
    private static final int SAMPLES = 7;

    /** The median of so many errors is not below {@link #TYPICAL} by chance. */
    private static final int ENOUGH = 8;

    /** Of the deviation of the samples. The median of normal errors is 0.67 of theirs; better orders of summation may be as much better. */
    private static final double TYPICAL = 0.1;

    private final Accused own;
    private final Parameters claimed;
    private final Rounding rounding;
    private Optional<Diagnosis> diagnosis;

    /**
     * Of a claim.
     *
     * @param own this project's backward pass of the same function
     * @param claimed the gradients
     * @param rounding what their dtype explains
     */
    CoarserArithmetic(Accused own, Parameters claimed, Rounding rounding) {
        this.own = own;
        this.claimed = claimed;
        this.rounding = rounding;
    }

    /** The first that explains the claim as a whole. */
    Optional<Diagnosis> diagnosis() {
        if (diagnosis == null) {
            diagnosis = own.shadow()
                    .gradient()
                    .filter(truth -> !isOneMistake(truth))
                    .flatMap(truth -> candidates().stream()
                            .filter(candidate -> explains(candidate.arithmetic(), truth))
                            .findFirst()
                            .map(candidate -> candidate.diagnosis(residual(truth))));
        }
        return diagnosis;
    }

    /**
     * A usual one.
     *
     * @param arithmetic coarser than the declared
     * @param sentence how it differs
     * @param remedy where it is chosen
     */
    private record Candidate(Arithmetic arithmetic, String sentence, String remedy) {
        Diagnosis diagnosis(double residual) {
            return new Diagnosis(
                    FAULT,
                    sentence
                            + ": the same pass in that arithmetic is off as much, and no wrong formula is needed to explain the numbers",
                    remedy,
                    residual);
        }
    }

    private List<Candidate> candidates() {
        DType dtype = own.dtype();
        Arithmetic declared = Arithmetic.nearest(dtype);
        List<Candidate> all = new ArrayList<>();
        DType values = own.coarsest();
        if (values == DType.FLOAT32) {
            all.add(new Candidate(
                    declared.multiplying(11),
                    "matrix products read their factors in TF32, with 11 bits instead of 24",
                    "switch TF32 off (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32, input_precision=\"ieee\" of"
                            + " Triton's dot), or judge the gradient by the digits that TF32 has"));
            all.add(new Candidate(
                    declared.multiplying(8),
                    "matrix products read their factors in bfloat16, with 8 bits instead of 24",
                    "multiply in float32 (torch.set_float32_matmul_precision(\"highest\"))"));
        }
        if (values.isHalf()) {
            all.add(new Candidate(
                    declared.accumulating(values),
                    "sums are kept in " + values + " instead of float32",
                    "accumulate in float32, and round once at the end"));
        }
        for (DType coarser : List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16)) {
            if (coarser.unitRoundoff() > values.unitRoundoff()) {
                all.add(new Candidate(
                        Arithmetic.nearest(coarser),
                        "it was computed in " + coarser + ", not in " + dtype,
                        "compute it in " + dtype + ", or say \"dtype: " + coarser + "\""));
            }
        }
        return all;
    }

    private boolean explains(Arithmetic coarse, Parameters truth) {
        List<Parameters> samples = samples(coarse);
        if (samples.size() <= SAMPLES) {
            return false;
        }
        RoundingError explained = RoundingError.of(truth, samples);
        RoundingError fine = rounding.inDispute();
        List<double[]> all = new ArrayList<>();
        for (String name : claimed.names()) {
            if (!isComparable(name, truth) || !isWithin(name, truth, explained, fine)) {
                return false;
            }
            all.add(relative(name, truth, samples, fine));
        }
        return areTypical(all);
    }

    /** Whether one mistake that the function itself names explains all gradients, those that it leaves right too. */
    private boolean isOneMistake(Parameters truth) {
        return own.suspicions().value().stream().flatMap(List::stream).anyMatch(mistake -> claimed.names().stream()
                .allMatch(name -> {
                    Tensor predicted =
                            mistake.gradient().has(name) ? mistake.gradient().get(name) : truth.get(name);
                    return isNear(name, predicted, truth.get(name));
                }));
    }

    /** Numbers of a wrong formula are rounded as those of the right one are, as much more as they are larger. */
    private boolean isNear(String name, Tensor predicted, Tensor exact) {
        RoundingError fine = rounding.inDispute();
        double larger = Math.max(1, predicted.maxAbs() / exact.maxAbs());
        double allowed = 0;
        double off = 0;
        for (int i = 0; i < claimed.get(name).size() && i < predicted.size(); i++) {
            allowed = Math.max(allowed, fine.allowance(name, i));
            off = Math.max(off, Math.abs(claimed.get(name).at(i) - predicted.at(i)));
        }
        return off <= larger * allowed;
    }

    private boolean isComparable(String name, Parameters truth) {
        return truth.has(name)
                && truth.get(name).size() == claimed.get(name).size()
                && Double.isFinite(claimed.get(name).maxAbs());
    }

    private boolean isWithin(String name, Parameters truth, RoundingError explained, RoundingError fine) {
        for (int i = 0; i < truth.get(name).size(); i++) {
            if (!(off(name, truth, i) <= explained.allowance(name, i) + fine.allowance(name, i))) {
                return false;
            }
        }
        return true;
    }

    private double off(String name, Parameters truth, int element) {
        return Math.abs(claimed.get(name).at(element) - truth.get(name).at(element));
    }

    /** How much each element is off, in deviations of the samples; of those in which the coarser arithmetic can be seen. */
    private double[] relative(String name, Parameters truth, List<Parameters> samples, RoundingError fine) {
        double[] relative = new double[truth.get(name).size()];
        for (int i = 0; i < relative.length; i++) {
            int element = i;
            double exact = truth.get(name).at(i);
            double deviation = Math.sqrt(samples.stream()
                    .mapToDouble(sample -> sample.get(name).at(element) - exact)
                    .map(d -> d * d)
                    .average()
                    .orElse(0));
            relative[i] = deviation > fine.allowance(name, i) ? off(name, truth, i) / deviation : Double.NaN;
        }
        return DoubleStream.of(relative).filter(r -> !Double.isNaN(r)).toArray();
    }

    /** Of each tensor with enough elements, and of all together. */
    private static boolean areTypical(List<double[]> tensors) {
        double[] all = tensors.stream().flatMapToDouble(Arrays::stream).toArray();
        return all.length > 0
                && isTypical(all)
                && tensors.stream().filter(t -> t.length >= ENOUGH).allMatch(CoarserArithmetic::isTypical);
    }

    private static boolean isTypical(double[] relative) {
        double[] sorted = DoubleStream.of(relative).sorted().toArray();
        return sorted[sorted.length / 2] >= TYPICAL;
    }

    private List<Parameters> samples(Arithmetic coarse) {
        List<Parameters> samples = new ArrayList<>();
        for (int seed = 0; seed <= SAMPLES; seed++) {
            Arithmetic arithmetic = seed == 0 ? coarse : coarse.randomised(seed);
            own.gradient(own.working().point().in(arithmetic), value -> own.cotangent()
                            .like(value))
                    .value()
                    .filter(gradient -> claimed.names().stream().allMatch(gradient::has))
                    .ifPresent(samples::add);
        }
        return samples;
    }

    /** What a coarse arithmetic leaves over is all of it. */
    private double residual(Parameters truth) {
        double largest = 0;
        double off = 0;
        for (String name : claimed.names()) {
            Tensor exact = truth.get(name);
            largest = Math.max(largest, exact.maxAbs());
            for (int i = 0; i < exact.size(); i++) {
                off = Math.max(off, off(name, truth, i));
            }
        }
        return off / largest;
    }
}
