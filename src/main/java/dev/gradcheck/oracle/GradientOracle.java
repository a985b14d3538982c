package dev.gradcheck.oracle;

import dev.gradcheck.tensor.DType;
import java.util.List;

/** An independent way to a gradient, with a bound on its own error. It shares no code with the passes it is asked about. */
public interface GradientOracle {
    /** {@return what kind of witness this is, such as "finite differences" or "autograd"} */
    String name();

    /** {@return the type in which it computes} */
    DType dtype();

    /** {@return where it computes: "cpu", "cuda:0"} */
    String device();

    /**
     * The gradient of ⟨cotangent, f(x)⟩ at a point.
     *
     * @param question function, point, cotangent, and what is claimed
     * @return an estimate for every parameter, in the point's order
     * @throws OracleException if this oracle cannot answer here; the message says why and what would help
     */
    List<Estimate> estimate(Question question);
}
