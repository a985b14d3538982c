package dev.gradcheck.oracle.record;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Structural;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A function for each primitive, of the parameters a and b of shape (2,3), all between 0.3 and 1.9 and no two alike. */
public final class Rules {
    private static final Shape MATRIX = Shape.of(2, 3);

    private Rules() {}

    public static Parameters point() {
        Tensor a = Tensor.of(DType.FLOAT64, MATRIX, 0.37, 1.21, 0.83, 1.9, 0.59, 1.07);
        Tensor b = Tensor.of(DType.FLOAT64, MATRIX, 1.31, 0.71, 0.47, 0.93, 1.73, 1.13);
        return Parameters.of("a", a).with("b", b);
    }

    public static Map<String, Function<Parameters, Tensor>> all() {
        Map<String, Function<Parameters, Tensor>> all = new LinkedHashMap<>();
        for (Elementary f : Elementary.values()) {
            all.put(f.name(), p -> a(p).times(a(p))
                    .map(f)
                    .times(b(p))
                    .plus(a(p).minus(b(p)).exp()));
        }
        arithmetic(all);
        axes(all);
        places(all);
        return all;
    }

    private static void arithmetic(Map<String, Function<Parameters, Tensor>> all) {
        all.put("plus", p -> a(p).plus(b(p)).square());
        all.put("minus", p -> a(p).minus(b(p)).square());
        all.put("times", p -> a(p).times(b(p)).times(a(p)));
        all.put("divide", p -> a(p).dividedBy(b(p)).dividedBy(a(p).plus(b(p))));
        all.put("maximum", p -> a(p).square().maximum(b(p)).times(a(p)));
        all.put("minimum", p -> a(p).square().minimum(b(p)).times(a(p)));
        all.put("scale", p -> a(p).times(1.7).times(b(p)));
        all.put("shift", p -> a(p).plus(-0.3).times(b(p)));
        all.put("power", p -> a(p).pow(2.5).times(b(p).pow(-1)).plus(a(p).pow(3)));
        all.put(
                "less",
                p -> a(p).lessThan(b(p)).times(a(p)).times(b(p)).plus(a(p)).plus(b(p)));
        all.put("at most", p -> a(p).atMost(b(p))
                .where(a(p).square(), b(p).exp().times(a(p))));
        all.put("equal", p -> a(p).equalTo(b(p)).where(a(p), b(p).times(a(p))));
        all.put("opaque", p -> a(p).times(b(p)).map(v -> StrictMath.sin(v) / (1 + v * v)));
        all.put(
                "exact and opaque",
                p -> a(p).times(b(p)).mapExactly(v -> v > 1 ? -2 * v : v).times(b(p)));
        all.put("cast", p -> a(p).in(Arithmetic.nearest(DType.FLOAT64)).times(b(p)));
    }

    private static void axes(Map<String, Function<Parameters, Tensor>> all) {
        all.put(
                "broadcast",
                p -> a(p).slice(0, 0, 1).broadcast(MATRIX).times(b(p)).times(a(p)));
        all.put(
                "broadcast in front",
                p -> a(p).broadcast(Shape.of(4, 2, 3)).exp().sum(0).times(b(p)));
        all.put("sum", p -> a(p).times(b(p)).sum(0).square().plus(b(p).exp().sum(0)));
        all.put("sum of all", p -> a(p).times(b(p)).sum().exp());
        all.put("mean", p -> a(p).times(b(p)).mean(1).square());
        all.put("mean of all", p -> a(p).dividedBy(b(p)).mean());
        all.put("max", p -> a(p).times(b(p)).max(1).exp());
        all.put("min", p -> a(p).times(b(p)).min(0, 1).exp().plus(b(p).square().sum()));
        all.put("reshape", p -> a(p).reshape(Shape.of(3, 2)).matmul(b(p)));
        all.put("transpose", p -> a(p).transpose().matmul(b(p)).square());
        all.put("permute", p -> stack(p).permute(2, 0, 1).exp().times(stack(p).reshape(Shape.of(3, 2, 2))));
        all.put("matmul", p -> a(p).matmul(b(p).transpose()).tanh());
        all.put(
                "batched matmul",
                p -> stack(p).permute(1, 0, 2).matmul(stack(p).permute(1, 2, 0)).square());
        all.put("insert axis", p -> a(p).insertAxis(1).matmul(b(p).insertAxis(2)));
    }

    private static void places(Map<String, Function<Parameters, Tensor>> all) {
        all.put("slice", p -> a(p).square().slice(1, 1, 3).times(b(p).slice(-1, 0, 2)));
        all.put("pad", p -> a(p).exp().pad(1, 2, 1).times(b(p).pad(1, 1, 2)));
        all.put("concat", p -> Structural.concat(1, List.of(a(p).square(), b(p), a(p)))
                .exp());
        all.put("stack", p -> stack(p).square().sum(0));
        IndexMap rows = IndexMap.of(MATRIX, Shape.of(3, 3), i -> i[0] == 1 ? 3 + i[1] : i[1]);
        all.put("gather", p -> rows.gather(a(p).square()).matmul(b(p).transpose()));
        all.put(
                "scatter-add",
                p -> rows.scatterAdd(a(p).transpose().matmul(b(p)).exp()));
        all.put("replace", p -> a(p).times(b(p)).with(4, 0.5).square());
    }

    private static Tensor stack(Parameters p) {
        return Structural.stack(0, List.of(a(p), b(p)));
    }

    private static Tensor a(Parameters p) {
        return p.get("a");
    }

    private static Tensor b(Parameters p) {
        return p.get("b");
    }
}
