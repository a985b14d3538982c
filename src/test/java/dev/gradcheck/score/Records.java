package dev.gradcheck.score;

import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Records made by hand: a net of two dense layers with two hidden units and two samples. */
final class Records {
    static final Parameters POINT = Parameters.of("0.weight", tensor(Shape.of(2, 2), 0.5, -1.25, 0.75, 1.5))
            .with("0.bias", tensor(Shape.of(2), 0.25, -0.5))
            .with("1.weight", tensor(Shape.of(2, 2), 1.25, -0.75, 0.5, 1))
            .with("1.bias", tensor(Shape.of(2), 0.125, -0.25));
    private static final Tensor INPUT = tensor(Shape.of(2, 2), 1, 0.5, -0.25, 2);

    private Records() {}

    static PlantedRecord correct(String kind, DType dtype, String activation, String loss) {
        PlantedRecord draft = record(kind, dtype, activation, loss, Optional.empty(), POINT.map(t -> t.as(dtype)));
        return with(draft, gradient(draft), List.of(), OptionalInt.empty(), OptionalDouble.empty());
    }

    static PlantedRecord correct(String kind) {
        return correct(kind, DType.FLOAT64, "tanh", "mse");
    }

    /** With a fault in one tensor. */
    static PlantedRecord wrong(String kind, String parameter, Fault fault) {
        return wrong(kind, parameter, fault, OptionalInt.empty(), OptionalDouble.empty());
    }

    /** With one element wrong. */
    static PlantedRecord element(String kind, String parameter, int element, double change) {
        return wrong(
                kind,
                parameter,
                Fault.element(element, change),
                OptionalInt.of(element),
                OptionalDouble.of(Math.abs(change)));
    }

    private static PlantedRecord wrong(
            String kind, String parameter, Fault fault, OptionalInt element, OptionalDouble change) {
        PlantedRecord draft = record(kind, DType.FLOAT64, "tanh", "mse", Optional.of(kind), POINT);
        Parameters right = gradient(draft);
        Parameters claimed =
                right.with(parameter, fault.effect().on(right.get(parameter)).orElseThrow());
        return with(draft, claimed, List.of(parameter), element, change);
    }

    static Tensor tensor(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }

    private static Parameters gradient(PlantedRecord record) {
        return RecordedNet.of(record).vjp(record.parameters()).pullback().apply(Tensor.scalar(record.dtype(), 1));
    }

    private static PlantedRecord record(
            String kind, DType dtype, String activation, String loss, Optional<String> fault, Parameters point) {
        Tensor target =
                loss.equals("softmax-cross-entropy") ? tensor(Shape.of(2), 1, 0) : tensor(Shape.of(2, 2), 1, 0, 0, 1);
        return new PlantedRecord(
                kind + "-000",
                kind,
                dtype,
                fault,
                activation,
                loss,
                point,
                INPUT.as(dtype),
                target.as(dtype),
                Parameters.NONE,
                List.of(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private static PlantedRecord with(
            PlantedRecord r, Parameters claimed, List<String> wrong, OptionalInt element, OptionalDouble change) {
        return new PlantedRecord(
                r.id(),
                r.kind(),
                r.dtype(),
                r.fault(),
                r.activation(),
                r.loss(),
                r.parameters(),
                r.input(),
                r.target(),
                claimed,
                wrong,
                element,
                change);
    }
}
