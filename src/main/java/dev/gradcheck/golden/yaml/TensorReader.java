package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.NumberText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads tensors: numbers or nested lists of them, or a map of a dtype and such a value. */
final class TensorReader {
    static final List<String> DTYPES =
            Arrays.stream(DType.values()).map(DType::toString).toList();

    /** The keys of a tensor that stands in the file, and of one that stands beside it. */
    static final List<String> VALUE = List.of("dtype", "value");

    static final List<String> FILE = List.of("dtype", "file", "tensor");

    private final Problems problems;

    TensorReader(Problems problems) {
        this.problems = problems;
    }

    /** A tensor of finite numbers, in the dtype it declares or else in this one. */
    Optional<Tensor> finite(Item item, String name, DType dtype) {
        return read(item, name, dtype, true);
    }

    /** A tensor of any numbers, in the dtype it declares or else in this one. */
    Optional<Tensor> any(Item item, String name, DType dtype) {
        return read(item, name, dtype, false);
    }

    private Optional<Tensor> read(Item item, String name, DType dtype, boolean finite) {
        if (!(item instanceof Item.Mapping)) {
            return Grid.of(item, name, problems).flatMap(grid -> tensor(grid, name, dtype, finite));
        }
        List<String> keys = Fields.keys(item);
        if (keys.contains("file")) {
            return Fields.of(item, name, FILE, problems).flatMap(fields -> dtype(fields, dtype)
                    .flatMap(declared -> new TensorFile(problems).one(fields, declared, finite)));
        }
        if (keys.contains("draw")) {
            return Fields.of(item, name, DrawnTensor.KEYS, problems).flatMap(fields -> dtype(fields, dtype)
                    .flatMap(declared -> new DrawnTensor(problems).read(fields, declared)));
        }
        return Fields.of(item, name, VALUE, problems).flatMap(fields -> {
            Optional<DType> declared = dtype(fields, dtype);
            return fields.require("value", "write {dtype: …, value: …}")
                    .flatMap(value -> Grid.of(value, name, problems))
                    .flatMap(grid -> declared.flatMap(d -> tensor(grid, name, d, finite)));
        });
    }

    /** The numbers of a grid in a dtype; each number that is none, or that the dtype lacks, is a problem of its own. */
    Optional<Tensor> tensor(Grid grid, String name, DType dtype, boolean finite) {
        List<OptionalDouble> numbers = grid.leaves().stream()
                .map(leaf -> number(leaf, name, dtype, finite))
                .toList();
        if (numbers.stream().anyMatch(OptionalDouble::isEmpty)) {
            return Optional.empty();
        }
        double[] values =
                numbers.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
        return Optional.of(Tensor.of(dtype, grid.shape(), values));
    }

    /** The dtype that the map declares, or else this one; nothing if it declares an unknown one. */
    Optional<DType> dtype(Fields fields, DType otherwise) {
        return fields.find("dtype").isEmpty()
                ? Optional.of(otherwise)
                : fields.findText("dtype").flatMap(text -> fields.choice("dtype", text, DTYPES, dtype(text)));
    }

    static Optional<DType> dtype(String text) {
        return DTYPES.contains(text) ? Optional.of(DType.valueOf(text.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    private OptionalDouble number(Item.Text leaf, String name, DType dtype, boolean finite) {
        NumberText number = new NumberText(leaf.text());
        if (leaf.text().length() > Bounds.NUMBER) {
            problems.add(
                    leaf.location(),
                    leaf.kind() + " in " + name + " is too long for a number",
                    "a number has at most " + Bounds.NUMBER + " characters",
                    "write the number in the digits that its dtype can hold");
        } else if (!number.isNumber()) {
            problems.add(
                    leaf.location(),
                    leaf.text().isEmpty()
                            ? "a number is missing in " + name
                            : leaf.kind() + " in " + name + " is no number",
                    "a number is decimal (2, -0.0, 3.7e-06) or hexadecimal (0x1.8p3), if expected also .nan, .inf",
                    "write the number in one of these forms");
        } else if (finite && !number.isFinite()) {
            problems.add(
                    leaf.location(),
                    leaf.kind() + " in " + name + " is not finite",
                    "parameters, inputs and target are finite; only attributes and expected values may be NaN or infinite",
                    "choose a finite number");
        } else if (!number.fits(dtype)) {
            problems.add(
                    leaf.location(),
                    leaf.kind() + " in " + name + " is no " + dtype,
                    rule(dtype),
                    remedy(dtype, finite));
        } else {
            return OptionalDouble.of(number.in(dtype));
        }
        return OptionalDouble.empty();
    }

    private static String rule(DType dtype) {
        return dtype == DType.INT32
                ? "an int32 is an integer from -2147483648 to 2147483647"
                : "a finite text is a finite number of its dtype";
    }

    private static String remedy(DType dtype, boolean finite) {
        if (dtype == DType.INT32) {
            return "write such an integer, or declare a floating dtype";
        }
        return finite ? "choose a smaller number" : "write .inf or -.inf if the value is infinite";
    }
}
