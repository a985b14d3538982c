package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;

/** Asks a device for more memory than there is, to see that this is one clear error and that the next question is answered. */
public final class Exhaustion {
    /** 4 PiB of float32: more than any processor here can address, so that no system gives it out on trust. */
    private static final long TOO_MANY = 1L << 50;

    private static final Twin TOO_LARGE = at -> at.get("x")
            .add(at.manager().zeros(new Shape(TOO_MANY), DataType.FLOAT32).sum());
    private static final Twin SQUARE = at -> at.get("x").mul(at.get("x"));

    private Exhaustion() {}

    /**
     * Provokes the error, then asks for a small gradient.
     *
     * @param device one that can run
     * @return the error's sentence
     * @throws OracleException if nothing was wrong about that much memory, or if the small gradient fails, too
     */
    public static String provoke(TorchDevice device) {
        String message = refusal(device);
        double slope = DjlAutograd.of(SQUARE, DType.FLOAT64, device)
                .estimate(question())
                .get(0)
                .slopes()
                .get(0)
                .value();
        if (slope != 6) {
            throw new OracleException("after \"" + message + "\" the derivative of x² at 3 is " + slope);
        }
        return message;
    }

    private static String refusal(TorchDevice device) {
        try {
            DjlAutograd.of(TOO_LARGE, DType.FLOAT32, device).estimate(question());
        } catch (OracleException e) {
            return e.getMessage();
        }
        throw new OracleException(device + " gave out 4 PiB of memory");
    }

    private static Question question() {
        Parameters point = Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3));
        ScalarFunction name = new ScalarFunction("a network that is too large", x -> x[0], x -> x);
        return new Question(name, point, Tensor.scalar(DType.FLOAT64, 1), Claim.NONE);
    }
}
