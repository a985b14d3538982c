package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Expected;
import dev.gradcheck.golden.ExpectedValue;
import dev.gradcheck.golden.MatchRule;
import dev.gradcheck.golden.NumberText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code expected}: forward values and gradients, each with the rule by which it must match. */
final class ExpectedReader {
    private static final List<String> VALUE = List.of("match", "dtype", "value");
    private static final List<String> FILE = List.of("match", "dtype", "file", "tensor");
    private static final MatchRule STAND_IN = new MatchRule.AsPrinted();

    private final Problems problems;
    private final TensorReader tensors;
    private final DType dtype;
    private final boolean mayBeEmpty;
    private boolean ruleIsMissing;

    ExpectedReader(DType dtype, boolean mayBeEmpty, Problems problems) {
        this.mayBeEmpty = mayBeEmpty;
        this.problems = problems;
        this.tensors = new TensorReader(problems);
        this.dtype = dtype;
    }

    /** Without a network, because its name is unknown, any name will do. */
    Optional<Expected> read(Item item, Optional<Vocabulary> network) {
        return Fields.of(item, "'expected'", names(item, network), problems).map(fields -> {
            // A rule that is misspelt has been reported: the values are then read under any rule.
            Optional<MatchRule> rule = fields.find("match").isPresent() || fields.isMeant("match")
                    ? rule(fields).or(() -> Optional.of(STAND_IN))
                    : Optional.empty();
            Map<String, ExpectedValue> values = new LinkedHashMap<>();
            forwardNames(fields, network)
                    .forEach(name -> value(fields, name, name, rule).ifPresent(v -> values.put(name, v)));
            Map<String, ExpectedValue> gradients = fields.find("gradients")
                    .map(gradient -> gradients(gradient, network, rule))
                    .orElse(Map.of());
            requireSomething(fields);
            requireRules(fields);
            return new Expected(values, gradients);
        });
    }

    private Map<String, ExpectedValue> gradients(Item item, Optional<Vocabulary> network, Optional<MatchRule> rule) {
        Map<String, ExpectedValue> gradients = new LinkedHashMap<>();
        Collection<String> names = network.map(Vocabulary::parameters).orElse(Fields.keys(item));
        network.filter(Vocabulary::hasSeveralOutputs).ifPresent(n -> severalOutputs(item, n));
        Fields.of(item, "'gradients'", names, problems)
                .ifPresent(fields -> names.forEach(
                        name -> value(fields, name, "dL/d" + name, rule).ifPresent(v -> gradients.put(name, v))));
        return gradients;
    }

    private Optional<ExpectedValue> value(Fields of, String key, String name, Optional<MatchRule> general) {
        return of.find(key).flatMap(item -> {
            if (!(item instanceof Item.Mapping)) {
                return value(item, key, name, dtype, general);
            }
            boolean isFile = Fields.keys(item).contains("file");
            return Fields.of(item, name, isFile ? FILE : VALUE, problems).flatMap(fields -> {
                Optional<MatchRule> own =
                        fields.isMeant("match") ? rule(fields).or(() -> Optional.of(STAND_IN)) : general;
                Optional<DType> declared = tensors.dtype(fields, dtype);
                if (isFile) {
                    ruleIsMissing |= own.isEmpty();
                    return declared.flatMap(d -> new TensorFile(problems)
                            .one(fields, d, false)
                            .map(tensor -> fromFile(item, key, own.orElse(STAND_IN), tensor)));
                }
                return fields.require("value", "write {match: …, value: …}")
                        .flatMap(value -> declared.flatMap(d -> value(value, key, name, d, own)));
            });
        });
    }

    private Optional<ExpectedValue> value(Item item, String key, String name, DType as, Optional<MatchRule> rule) {
        ruleIsMissing |= rule.isEmpty();
        MatchRule how = rule.orElse(STAND_IN);
        return Grid.of(item, name, problems).flatMap(grid -> tensors.tensor(grid, name, as, false)
                .filter(tensor -> isExact(grid, name, how, tensor))
                .map(tensor -> expected(item, key, how, grid, tensor)));
    }

    private static ExpectedValue expected(Item item, String key, MatchRule rule, Grid grid, Tensor tensor) {
        Optional<Shape> shape = Optional.of(grid.shape()).filter(s -> s.rank() > 0);
        List<String> texts = grid.leaves().stream().map(Item.Text::text).toList();
        return new ExpectedValue(key, shape, texts, tensor, rule, item.location());
    }

    private static ExpectedValue fromFile(Item item, String key, MatchRule rule, Tensor tensor) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tensor.size(); i++) {
            texts.add(tensor.dtype().format(tensor.at(i)));
        }
        Optional<Shape> shape = Optional.of(tensor.shape()).filter(s -> s.rank() > 0);
        return new ExpectedValue(key, shape, texts, tensor, rule, item.location());
    }

    private boolean isExact(Grid grid, String name, MatchRule rule, Tensor tensor) {
        if (!(rule instanceof MatchRule.Bitwise)) {
            return true;
        }
        List<Item.Text> rounded = grid.leaves().stream()
                .filter(leaf -> !new NumberText(leaf.text()).isExactIn(tensor.dtype()))
                .toList();
        rounded.forEach(leaf -> problems.add(
                leaf.location(),
                leaf.kind() + " in " + name + " is not exactly a " + tensor.dtype(),
                "under 'bitwise' a text denotes its number without rounding",
                "write it in hexadecimal (0x1.8p3), or match 'as printed'"));
        return rounded.isEmpty();
    }

    private Optional<MatchRule> rule(Fields fields) {
        return fields.findText("match")
                .flatMap(text -> fields.choice("match", text, MatchRule.FORMS, MatchRule.from(text)));
    }

    private void severalOutputs(Item item, Vocabulary network) {
        problems.add(
                item.location(),
                "gradients are expected, and the network's value has shape "
                        + network.output().orElseThrow(),
                "gradients can be expected where the value is one number; several outputs are weighted at random",
                "end the network with a loss, or leave the gradients to the oracles");
    }

    private void requireSomething(Fields fields) {
        if (mayBeEmpty && fields.all().isEmpty()) {
            return;
        }
        boolean onlyARule = fields.all().keySet().stream().allMatch("match"::equals);
        boolean noGradient = fields.all().keySet().stream().allMatch(k -> k.equals("match") || k.equals("gradients"))
                && fields.find("gradients").map(ExpectedReader::isNothing).orElse(false);
        if (onlyARule || noGradient) {
            problems.add(
                    fields.location(),
                    "no value is expected",
                    "a golden case expects at least one value",
                    "write the loss, the prediction or a gradient, and where it comes from");
        }
    }

    private static boolean isNothing(Item item) {
        return item instanceof Item.Mapping map && map.fields().isEmpty();
    }

    private void requireRules(Fields fields) {
        if (ruleIsMissing) {
            problems.add(
                    fields.location(),
                    "no 'match' says how the values must match",
                    "a match rule stands at the top of expected, or with each value",
                    "write 'match:' and one of: " + String.join(", ", MatchRule.FORMS));
        }
    }

    private static List<String> names(Item item, Optional<Vocabulary> network) {
        return network.map(n -> {
                    List<String> names = new ArrayList<>(List.of("match", Expected.LOSS));
                    n.values().stream().filter(value -> !names.contains(value)).forEach(names::add);
                    names.add("gradients");
                    return names;
                })
                .orElse(Fields.keys(item));
    }

    private static List<String> forwardNames(Fields fields, Optional<Vocabulary> network) {
        return fields.all().keySet().stream()
                .filter(name -> !name.equals("match") && !name.equals("gradients"))
                .filter(name -> network.isEmpty()
                        || name.equals(Expected.LOSS)
                        || network.get().values().contains(name))
                .toList();
    }
}
