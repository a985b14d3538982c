package dev.gradcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.gradcheck.graph.LayerKind.Complaint;
import dev.gradcheck.graph.LayerKind.Flaw;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of each kind of layer. */
class LayerKindTest {
    private static final LayerKind POOL = LayerKinds.named("max-pool2d");
    private static final LayerKind NORM = LayerKinds.named("batch-norm");
    private static final Path PAGE = Path.of("src", "site", "markdown", "layers.md");

    static List<LayerKind> all() {
        return LayerKinds.all();
    }

    @Test
    void what_is_not_given_is_completed() {
        assertThat(LayerKinds.named("leaky-relu").complete(Attributes.NONE).values())
                .containsEntry("slope", 0.01);
        assertThat(LayerKinds.named("linear").complete(Attributes.NONE.with("bias", false)))
                .isEqualTo(Attributes.NONE.with("bias", false));
    }

    @Test
    void a_default_can_be_the_value_of_another_attribute() {
        assertThat(POOL.complete(Attributes.NONE.with("kernel", 3)).integer("stride"))
                .isEqualTo(3);
        assertThat(POOL.complete(Attributes.NONE.with("kernel", 3).with("stride", 1))
                        .integer("stride"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_complete_stays_as_it_is(LayerKind kind) {
        Attributes given = Attributes.NONE;
        for (Attribute attribute : kind.attributes()) {
            given = attribute.usual() instanceof Attribute.Usual.Needed
                    ? given.with(attribute.name(), value(attribute.type()))
                    : given;
        }
        Attributes once = kind.complete(given);
        assertThat(kind.complete(once)).isEqualTo(once);
    }

    private static Object value(AttributeType type) {
        return switch (type) {
            case TENSOR -> Tensor.scalar(DType.FLOAT64, 1);
            case WHOLE -> 1;
            default -> "2x3";
        };
    }

    @Test
    void an_attribute_can_be_needed_only_where_another_has_a_value() {
        assertThat(NORM.complaints(Attributes.NONE)).isEmpty();
        assertThat(NORM.complaints(Attributes.NONE.with("training", false)))
                .extracting(Complaint::flaw, Complaint::attribute)
                .containsExactly(tuple(Flaw.MISSING, "running-mean"), tuple(Flaw.MISSING, "running-variance"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(LayerKinds.named("huber")
                        .complaints(Attributes.NONE.with("dleta", 1).with("delta", 0)))
                .extracting(Complaint::message)
                .containsExactly(
                        "there is no attribute dleta; it takes [target, reduction, delta]",
                        "the attribute delta is 0, and must be positive",
                        "the attribute target, a tensor, is missing among [dleta, delta]");
    }

    @ParameterizedTest
    @CsvSource({
        "conv2d, stride, 0, and must be at least 1",
        "conv2d, padding, -1, and must be at least 0",
        "conv2d, groups, 0, and must be at least 1",
        "max-pool1d, kernel, 0, and must be at least 1",
        "layer-norm, eps, -1, and must be at least 0",
        "dropout, p, 1, and must be at least 0 and less than 1",
        "attention, heads, 0, and must be at least 1",
        "softmax-cross-entropy, label_smoothing, 2, and must be at least 0 and at most 1",
    })
    void a_number_out_of_its_bounds_is_refused(String kind, String name, int value, String complaint) {
        assertThat(LayerKinds.named(kind).complaints(Attributes.NONE.with(name, value)))
                .filteredOn(one -> one.flaw() == Flaw.WRONG)
                .extracting(Complaint::message)
                .containsExactly("the attribute " + name + " is " + value + ", " + complaint);
    }

    @Test
    void a_number_for_each_axis_is_a_word_or_a_list_and_each_is_within_the_bounds() {
        Tensor list = Tensor.of(DType.FLOAT32, Shape.of(2), 2, 1);
        assertThat(POOL.complete(Attributes.NONE.with("kernel", "2x1")).perAxis("stride"))
                .isEqualTo(new PerAxis(2, 1));
        assertThat(POOL.complete(Attributes.NONE.with("kernel", list)).perAxis("kernel"))
                .isEqualTo(new PerAxis(2, 1));
        assertThat(POOL.complete(Attributes.NONE.with("kernel", 3)).perAxis("kernel"))
                .isEqualTo(PerAxis.of(3));
        assertThat(POOL.complaints(Attributes.NONE.with("kernel", "2x0")))
                .extracting(Complaint::message)
                .containsExactly("the attribute kernel is 2x0, and must be at least 1");
    }

    @Test
    void three_numbers_or_a_half_are_none_for_two_axes_and_a_sequence_has_one_axis() {
        assertThat(POOL.complaints(Attributes.NONE.with("kernel", "2x1x1")))
                .extracting(Complaint::message)
                .containsExactly(
                        "the attribute kernel is 2x1x1, which is not a whole number, or one for each axis such as [2, 1]");
        assertThat(POOL.complaints(Attributes.NONE.with("kernel", Tensor.of(DType.FLOAT64, Shape.of(2), 2, 0.5))))
                .hasSize(1);
        assertThat(LayerKinds.named("conv1d").complaints(Attributes.NONE.with("stride", "2x1")))
                .extracting(Complaint::message)
                .containsExactly("the attribute stride is 2x1, which is not a whole number");
    }

    @Test
    void no_number_is_within_no_bounds() {
        assertThat(LayerKinds.named("layer-norm").complaints(Attributes.NONE.with("eps", Double.NaN)))
                .hasSize(1);
    }

    @Test
    void a_value_of_another_type_and_a_word_that_is_none_of_the_choices_are_refused() {
        LayerKind loss = LayerKinds.named("mse");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.complete(Attributes.NONE.with("target", 1)))
                .withMessage("the attribute target is 1, which is not a tensor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.complete(Attributes.NONE.with("reduction", "total")))
                .withMessage("the attribute reduction is total, none of [mean, sum]");
    }

    @Test
    void parameters_are_those_that_the_attributes_leave() {
        assertThat(LayerKinds.named("linear").parameters(Attributes.NONE)).containsExactly("weight", "bias");
        assertThat(LayerKinds.named("linear").parameters(Attributes.NONE.with("bias", false)))
                .containsExactly("weight");
    }

    @Test
    void the_number_of_inputs_is_told() {
        assertThat(LayerKinds.named("relu").complaint(2)).contains("it takes one input, not 2");
        assertThat(LayerKinds.named("embedding").complaint(1)).contains("it takes no input, not 1");
        assertThat(LayerKinds.named("attention").complaint(1)).contains("it takes 3 inputs, not 1");
        assertThat(LayerKinds.named("sum").complaint(1)).contains("it takes at least 2 inputs, not 1");
        assertThat(LayerKinds.named("sum").complaint(7)).isEmpty();
    }

    @Test
    void an_open_kind_takes_anything() {
        LayerKind open = LayerKinds.named("mine");
        assertThat(open.isOpen()).isTrue();
        assertThat(open.complaints(Attributes.NONE.with("any", true))).isEmpty();
        assertThat(open.complaint(5)).isEmpty();
        assertThat(open.complete(Attributes.NONE.with("any", true)).flag("any")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_default_is_of_its_type_and_within_its_bounds(LayerKind kind) {
        assertThat(kind.attributes())
                .filteredOn(attribute -> attribute.usual() instanceof Attribute.Usual.Value)
                .allSatisfy(attribute -> assertThat(
                                attribute.complaint(((Attribute.Usual.Value) attribute.usual()).value()))
                        .isEmpty());
    }

    @Test
    void the_page_of_layers_is_the_table() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n", "", "\n"));
        assertThat(table).isEqualTo(LayerTable.markdown(LayerKinds.all()));
    }

    @Test
    void a_shape_is_a_type_of_its_own() {
        assertThat(LayerKinds.named("reshape")
                        .complete(Attributes.NONE.with("shape", "2x3"))
                        .shape("shape"))
                .isEqualTo(Shape.of(2, 3));
        assertThat(LayerKinds.named("reshape").complaints(Attributes.NONE.with("shape", "2x")))
                .hasSize(1);
    }
}
