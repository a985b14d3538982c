package dev.gradcheck.oracle.djl;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.torch.DeviceSearch;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * PyTorch's autograd without a twin: the recorded forward pass, replayed in DJL's operations, in one dtype on one device. Nothing but the
 * order of the operations is taken over from the pass that is judged; values and derivatives are PyTorch's.
 *
 * <p>A pass that loses digits loses them in PyTorch, too, and in float32 and float64 alike where it cancels to nothing, so the difference of
 * the two is not believed alone: the bound is the one that {@link DjlAutograd} measures and, besides, {@value #RESERVE} times the one that
 * the record proves of its own sweep, which makes the same operations.
 */
public final class ReplayedAutograd implements GradientOracle {
    /** PyTorch's elementary functions err by a few ulps where the record's are promised one or two. */
    private static final int RESERVE = 8;

    private final DType dtype;
    private final TorchDevice device;

    private ReplayedAutograd(DType dtype, TorchDevice device) {
        this.dtype = dtype;
        this.device = device;
    }

    /**
     * An oracle. Nothing is loaded before the first question.
     *
     * @param dtype float32 or float64
     * @param device one that {@link DeviceSearch#resolve} found
     * @return the oracle
     * @throws IllegalArgumentException for int32, which cannot be differentiated
     */
    public static ReplayedAutograd of(DType dtype, TorchDevice device) {
        DjlAutograd.requireFloating(dtype);
        return new ReplayedAutograd(dtype, device);
    }

    @Override
    public String name() {
        return "replayed autograd";
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public String device() {
        return device.toString();
    }

    /** @throws OracleException inapplicable where the pass cannot be recorded or replayed; the message says where, or why */
    @Override
    public List<Estimate> estimate(Question question) {
        Record record = RecordOracle.record(question);
        List<Estimate> measured =
                DjlAutograd.of(new Replay(record), dtype, device).estimate(question);
        List<Estimate> proved = RecordOracle.unconfirmed(record, question);
        List<Estimate> estimates = new ArrayList<>();
        for (int k = 0; k < measured.size(); k++) {
            Estimate one = measured.get(k);
            List<Slope> own = one.slopes();
            List<Slope> bounds = proved.get(k).slopes();
            List<Slope> slopes = IntStream.range(0, own.size())
                    .mapToObj(i -> wider(own.get(i), bounds.get(i)))
                    .toList();
            estimates.add(new Estimate(one.parameter(), one.shape(), slopes));
        }
        return estimates;
    }

    private static Slope wider(Slope measured, Slope proved) {
        double own = measured.bound().orElse(Double.NaN);
        return Slope.of(measured.value(), own + RESERVE * proved.bound().orElse(Double.NaN));
    }
}
