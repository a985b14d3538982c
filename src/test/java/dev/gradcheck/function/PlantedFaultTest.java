package dev.gradcheck.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** a·b with the gradients b and a, and a fault in one of them. */
class PlantedFaultTest {
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);
    private static final Parameters POINT =
            Parameters.of("a", Tensor.scalar(DType.FLOAT64, 3)).with("b", Tensor.scalar(DType.FLOAT64, 5));
    private static final PlantedFault PLANTED = new PlantedFault(new Product(), "a", Fault.sign());

    @Test
    void the_value_and_the_trace_stay_right() {
        assertThat(PLANTED.primal(POINT).item()).isEqualTo(15);
        assertThat(PLANTED.vjp(POINT).primal().item()).isEqualTo(15);
        assertThat(PLANTED.vjp(POINT).trace().get("a times b").item()).isEqualTo(15);
    }

    @Test
    void one_gradient_is_wrong_and_the_others_and_their_order_stay() {
        Parameters gradient = PLANTED.vjp(POINT).pullback().apply(ONE.times(2));
        assertThat(gradient.names()).containsExactly("a", "b");
        assertThat(gradient.get("a").item()).isEqualTo(-10);
        assertThat(gradient.get("b").item()).isEqualTo(6);
    }

    @Test
    void a_missing_gradient_is_left_out() {
        PlantedFault missing = new PlantedFault(new Product(), "b", Fault.missing());
        assertThat(missing.vjp(POINT).pullback().apply(ONE).names()).containsExactly("a");
    }

    @Test
    void what_the_function_knows_of_its_structure_stays() {
        assertThat(PLANTED.suspicions(POINT, ONE)).extracting(Suspicion::fault).containsExactly("added");
        assertThat(PLANTED.conventions(POINT, ONE)).extracting(Convention::name).containsExactly("none");
    }

    @Test
    void the_name_says_what_was_planted_where() {
        assertThat(PLANTED.name()).isEqualTo("product with d/da wrong: sign");
    }

    @Test
    void a_parameter_without_a_gradient_is_refused_by_name() {
        PlantedFault nowhere = new PlantedFault(new Product(), "c", Fault.sign());
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> nowhere.vjp(POINT).pullback().apply(ONE))
                .withMessage("there is no tensor c among [a, b]");
    }

    private record Product() implements Differentiable {
        @Override
        public String name() {
            return "product";
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("a").times(point.get("b"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Vjp(primal(point), Parameters.of("a times b", primal(point)), bar -> Parameters.of(
                            "a", point.get("b").times(bar))
                    .with("b", point.get("a").times(bar)));
        }

        @Override
        public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
            return List.of(new Suspicion("added", "", "", point));
        }

        @Override
        public List<Convention> conventions(Parameters point, Tensor cotangent) {
            return List.of(new Convention("none", point.map(t -> t.reshape(Shape.SCALAR))));
        }
    }
}
