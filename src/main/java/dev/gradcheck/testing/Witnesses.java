package dev.gradcheck.testing;

import dev.gradcheck.function.ArrayFunction;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Budget;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The oracles of one assertion. */
final class Witnesses {
    private Optional<List<GradientOracle>> chosen = Optional.empty();
    private Optional<Budget> budget = Optional.empty();
    /** Each empty for the replayed record. */
    private final List<Optional<Twin>> twins = new ArrayList<>();

    /** {@return whether it leaves Tensor by what it is} */
    static boolean isOfArrays(Differentiable function) {
        return function instanceof ScalarFunction || function instanceof ArrayFunction;
    }

    void within(Duration time) {
        budget = Optional.of(new Budget(time));
    }

    void byAutograd(Optional<Twin> twin) {
        Library.DJL.require("autograd");
        twins.add(twin);
    }

    void only(GradientOracle... oracles) {
        twins.clear();
        chosen = Optional.of(List.of(oracles));
    }

    /** The dtype may be chosen after the twin. */
    List<GradientOracle> of(boolean isOfArrays, DType dtype, long seed) {
        List<GradientOracle> all = new ArrayList<>(chosen.orElseGet(() -> standard(isOfArrays, seed)));
        twins.forEach(twin -> all.addAll(Oracles.autograd(twin, dtype)));
        return all;
    }

    /** The record where there are tensors to record; where numbers leave them, the report says at which file and line. */
    private List<GradientOracle> standard(boolean isOfArrays, long seed) {
        GradientOracle differences =
                new FiniteDifferences(budget.orElseGet(() -> Settings.current().budget()), seed);
        return isOfArrays ? List.of(differences) : List.of(new RecordOracle(), differences);
    }
}
