package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Expected;
import dev.gradcheck.golden.KnownDiscrepancy;
import dev.gradcheck.golden.NumberText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code known}: a list of maps, each one discrepancy, or one for each of the names it lists. */
final class KnownReader {
    static final List<String> KEYS = List.of(
            "gradient",
            "value",
            "verdict",
            "elements",
            "ratio",
            "analytic",
            "shape",
            "dtype",
            "oracle",
            "diagnosis",
            "error",
            "defect",
            "reason");

    private static final List<String> VERDICTS =
            KnownDiscrepancy.VERDICTS.stream().map(Verdict::label).toList();

    private final Optional<Vocabulary> network;
    private final Problems problems;
    private final WholeNumbers whole;

    KnownReader(Optional<Vocabulary> network, Problems problems) {
        this.network = network;
        this.problems = problems;
        this.whole = new WholeNumbers(problems);
    }

    List<KnownDiscrepancy> read(Item item) {
        return whole.items(item, "known", "each discrepancy begins with '- gradient:' or '- value:'").stream()
                .flatMap(one -> Fields.of(one, "a known discrepancy", KEYS, problems).stream())
                .flatMap(fields -> discrepancies(fields).stream())
                .toList();
    }

    private List<KnownDiscrepancy> discrepancies(Fields fields) {
        boolean isValue = fields.isMeant("value");
        List<String> names = names(fields, isValue);
        Optional<Verdict> verdict = fields.requireText("verdict", "write one of: " + String.join(", ", VERDICTS))
                .flatMap(text -> fields.choice("verdict", text, VERDICTS, verdict(text)));
        Optional<String> reason = fields.requireText("reason", "say why it is wrong, and why that is accepted");
        Optional<Shape> shape =
                fields.find("shape").flatMap(item -> whole.list(item, "shape")).map(Shape::new);
        Optional<List<List<Integer>>> elements = fields.find("elements").map(whole::elements);
        names.forEach(name -> elements.ifPresent(e -> requireInside(fields, name, e, shape)));
        Optional<NumberText> ratio = digits(fields, "ratio");
        Optional<NumberText> analytic = digits(fields, "analytic");
        Optional<DType> dtype = fields.findText("dtype")
                .flatMap(text -> fields.choice("dtype", text, TensorReader.DTYPES, TensorReader.dtype(text)));
        Optional<String> oracle = fields.findText("oracle");
        Optional<String> diagnosis = fields.findText("diagnosis");
        Optional<String> error = fields.findText("error");
        OptionalInt defect = whole.number(fields, "defect");
        List<KnownDiscrepancy> discrepancies = new ArrayList<>();
        if (verdict.isPresent() && reason.isPresent()) {
            names.forEach(name -> discrepancies.add(new KnownDiscrepancy(
                    isValue ? Subject.value(name) : Subject.gradient(name),
                    verdict.get(),
                    elements,
                    ratio,
                    analytic,
                    shape,
                    dtype,
                    oracle,
                    diagnosis,
                    error,
                    defect,
                    reason.get(),
                    fields.location())));
        }
        return discrepancies;
    }

    private static Optional<Verdict> verdict(String text) {
        return KnownDiscrepancy.VERDICTS.stream()
                .filter(v -> v.label().equals(text))
                .findFirst();
    }

    private List<String> names(Fields fields, boolean isValue) {
        String key = isValue ? "value" : "gradient";
        if (fields.isMeant("value") == fields.isMeant("gradient")) {
            problems.add(
                    fields.location(),
                    fields.isMeant("value")
                            ? "both 'gradient' and 'value' are given"
                            : "neither 'gradient' nor 'value' is given",
                    "a known discrepancy is about a gradient or about a forward value",
                    "write 'gradient:' and a parameter's name, or 'value:' and a value's");
            return List.of();
        }
        return fields
                .find(key)
                .map(item -> item instanceof Item.Sequence list ? list.items() : List.of(item))
                .orElse(List.of())
                .stream()
                .flatMap(item -> name(item, isValue).stream())
                .toList();
    }

    private Optional<String> name(Item item, boolean isValue) {
        String name = item instanceof Item.Text text ? text.text() : "";
        List<String> known = knownNames(isValue);
        if (!name.isEmpty() && (network.isEmpty() || known.contains(name))) {
            return Optional.of(name);
        }
        return problems.add(
                item.location(),
                item.kind() + " is no " + (isValue ? "value" : "parameter") + " of the network",
                "a known discrepancy names something that the network has",
                Nearest.remedy(name, known));
    }

    private List<String> knownNames(boolean isValue) {
        List<String> names = new ArrayList<>();
        if (isValue) {
            names.add(Expected.LOSS);
        }
        network.ifPresent(n -> names.addAll(isValue ? n.values() : n.parameters()));
        return names;
    }

    private Optional<NumberText> digits(Fields fields, String key) {
        Optional<NumberText> number = fields.findText(key).map(NumberText::new);
        number.filter(text -> !text.isGivenToDigits())
                .ifPresent(text -> problems.add(
                        fields.find(key).orElseThrow().location(),
                        "'" + text + "' is no number to some digits",
                        "'" + key + "' is a decimal number, .nan, .inf or -.inf",
                        "write as many digits as shall be compared, such as 1.5"));
        return number.filter(NumberText::isGivenToDigits);
    }

    private void requireInside(Fields fields, String name, List<List<Integer>> elements, Optional<Shape> declared) {
        Optional<Shape> shape = declared.or(() -> network.flatMap(n -> n.shape(name)));
        elements.stream()
                .filter(index -> shape.isPresent() && !isInside(index, shape.get()))
                .forEach(index -> problems.add(
                        fields.find("elements").orElseThrow().location(),
                        "element " + index + " is outside " + name + " of shape " + shape.get(),
                        "an element has one number for each axis, counted from 0",
                        "correct the index"));
    }

    private static boolean isInside(List<Integer> index, Shape shape) {
        boolean inside = index.size() == shape.rank();
        for (int axis = 0; inside && axis < shape.rank(); axis++) {
            inside = index.get(axis) < shape.dimension(axis);
        }
        return inside;
    }
}
