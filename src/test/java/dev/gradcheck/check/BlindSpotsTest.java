package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a point does not prove, of functions as somebody else would write them. */
class BlindSpotsTest {
    private static final String BATCH =
            "a forgotten 1/B, a mean taken for a sum or one that is missing over the samples would not be seen";

    @Test
    void one_sample_hides_a_forgotten_mean() {
        assertThat(blind(new Regression(random(1, 1, 3), random(2, 1, 2)), Parameters.of("W", random(3, 3, 2))))
                .containsExactly("dL/dW is one outer product, as of a single sample (B = 1): " + BATCH);
    }

    @Test
    void two_samples_at_random_hide_nothing() {
        assertThat(blind(new Regression(random(1, 2, 3), random(2, 2, 2)), Parameters.of("W", random(3, 3, 2))))
                .isEmpty();
    }

    @Test
    void logits_of_one_row_hide_a_forgotten_mean() {
        Differentiable loss = new Squares();
        assertThat(blind(loss, Parameters.of("logits", random(1, 1, 3))))
                .containsExactly("logits has length 1 along axis 0 (B = 1): " + BATCH);
        assertThat(blind(loss, Parameters.of("logits", random(1, 2, 3)))).isEmpty();
    }

    @Test
    void equal_inputs_hide_every_exchange() {
        Parameters equal = Parameters.of(
                "logits", Tensor.ones(DType.FLOAT64, Shape.of(3, 3)).times(0.5));
        assertThat(blind(new Squares(), equal))
                .contains(
                        "all elements of dL/dlogits are equal at this point: a neighbour's value, a transposed gradient"
                                + " would not be seen",
                        "all elements of logits are equal: its transpose, or another element, row or column of it in its"
                                + " place would not be seen");
    }

    @Test
    void a_symmetric_gradient_hides_that_it_is_transposed() {
        Tensor symmetric = Tensor.from(DType.FLOAT64, Shape.of(2, 2), 1, 2, 2, 5);
        assertThat(blind(new Squares(), Parameters.of("logits", symmetric)))
                .containsExactly("dL/dlogits is symmetric: a transposed gradient would not be seen");
    }

    @Test
    void a_gradient_of_zero_hides_everything_that_multiplies() {
        assertThat(blind(quadratic(), ScalarFunction.point(3, -1)))
                .containsExactly(
                        "dL/dx is zero at this point, as far as can be told: a wrong sign or factor, a loop that"
                                + " ends too early, a loop that begins too late, a neighbour's value would not be seen");
    }

    @Test
    void a_factor_of_one_is_no_factor() {
        ScalarFunction cube = new ScalarFunction("x³", x -> x[0] * x[0] * x[0], x -> new double[] {3 * x[0] * x[0]});
        assertThat(blind(cube, ScalarFunction.point(1)))
                .containsExactly("x is 1: a forgotten factor or another power of it would not be seen");
        assertThat(blind(cube, ScalarFunction.point(2))).isEmpty();
    }

    @Test
    void a_vector_of_one_kind_of_elements_is_told_from_its_ends() {
        assertThat(blind(quadratic(), ScalarFunction.point(2, -1)))
                .containsExactly(
                        "dL/dx is zero but for its first row or element: a loop that ends too early would not be seen");
    }

    @Test
    void the_origin_hides_every_term_with_a_parameter() {
        ScalarFunction f = new ScalarFunction(
                "x + xy + 2y", x -> x[0] + x[0] * x[1] + 2 * x[1], x -> new double[] {1 + x[1], x[0] + 2});
        assertThat(blind(f, ScalarFunction.point(0, 0)))
                .containsExactly("every parameter is zero at this point: a forgotten term that has a parameter as its"
                        + " factor would not be seen");
    }

    @Test
    void a_network_of_usual_size_at_random_hides_nothing() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(blind(network(4), point(seed))).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_network_names_the_mistakes_that_its_one_sample_hides() {
        assertThat(String.join("\n", blind(network(1), point(1))))
                .startsWith("at this point it changes nothing that can be told: ")
                .contains("previous sample's value (layer hidden (linear hidden)", "not summed over the batch");
    }

    @Test
    void what_is_wrong_already_is_not_asked() {
        ScalarFunction wrong = new ScalarFunction("x²", x -> x[0] * x[0], x -> new double[] {3 * x[0]});
        assertThat(check(wrong, ScalarFunction.point(1)).failures()).isNotEmpty();
        assertThat(blind(wrong, ScalarFunction.point(1))).isEmpty();
    }

    @Test
    void where_blindness_has_to_fail_it_is_an_undecided_finding() {
        CheckReport report = check(quadratic(), ScalarFunction.point(3, -1)).failingOnBlindSpots();
        assertThat(report.failures()).singleElement().satisfies(f -> {
            assertThat(f.verdict().label()).isEqualTo("undecided");
            assertThat(f.witness().oracle()).isEqualTo("blind spots");
            assertThat(f.reason()).startsWith("the point proves too little: dL/dx is zero at this point");
        });
    }

    private static List<String> blind(Differentiable function, Parameters point) {
        return check(function, point).blind().sentences();
    }

    private static CheckReport check(Differentiable function, Parameters point) {
        return new GradientCheck("f", function, point, DType.FLOAT64, List.of(new FiniteDifferences()), 1).run();
    }

    private static ScalarFunction quadratic() {
        return new ScalarFunction(
                "(x − 3)² + 2(y + 1)²", x -> (x[0] - 3) * (x[0] - 3) + 2 * (x[1] + 1) * (x[1] + 1), x ->
                        new double[] {2 * (x[0] - 3), 4 * (x[1] + 1)});
    }

    private static Tensor random(long seed, int... shape) {
        Shape of = Shape.of(shape);
        double[] values = new SplittableRandom(seed).doubles(of.size(), -1, 1).toArray();
        return Tensor.of(DType.FLOAT64, of, values);
    }

    /** linear 3→4, tanh, linear 4→2, softmax cross-entropy. */
    private static Network network(int samples) {
        List<Node> nodes = List.of(
                Node.of("hidden", "linear", Network.INPUT),
                Node.of("act", "tanh", "hidden"),
                Node.of("out", "linear", "act"),
                Node.of("loss", "mse", "out").with("target", random(3, samples, 2)));
        return LayerCatalog.standard()
                .network("net", new Architecture(nodes, Map.of(Network.INPUT, random(4, samples, 3))));
    }

    private static Parameters point(long seed) {
        return Parameters.of("hidden.weight", random(seed, 4, 3))
                .with("hidden.bias", random(seed + 100, 4))
                .with("out.weight", random(seed + 200, 2, 4))
                .with("out.bias", random(seed + 300, 2));
    }

    /** Mean over the samples of Σ(xW − t)². */
    private record Regression(Tensor x, Tensor target) implements Differentiable {
        @Override
        public String name() {
            return "regression";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor off = off(point);
            return off.times(off).sum().times(1.0 / x.shape().dimension(0));
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor input = x.in(point.get("W").arithmetic());
            double factor = 2.0 / x.shape().dimension(0);
            return new Vjp(
                    primal(point),
                    Parameters.NONE,
                    v -> Parameters.of("W", input.transpose().matmul(off(point)).times(factor * v.item())));
        }

        private Tensor off(Parameters point) {
            Tensor w = point.get("W");
            return x.in(w.arithmetic()).matmul(w).minus(target.in(w.arithmetic()));
        }
    }

    /** Mean over the rows of Σ(x³ + x²). */
    private record Squares() implements Differentiable {
        @Override
        public String name() {
            return "cubes and squares";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor x = point.get("logits");
            return x.times(x)
                    .times(x)
                    .plus(x.times(x))
                    .sum()
                    .times(1.0 / x.shape().dimension(0));
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor x = point.get("logits");
            double factor = 1.0 / x.shape().dimension(0);
            return new Vjp(
                    primal(point),
                    Parameters.NONE,
                    v -> Parameters.of(
                            "logits", x.times(x).times(3).plus(x.times(2)).times(factor * v.item())));
        }
    }
}
