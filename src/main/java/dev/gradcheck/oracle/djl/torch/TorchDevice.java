package dev.gradcheck.oracle.djl.torch;

import ai.djl.Device;
import java.util.OptionalInt;

/**
 * Where PyTorch computes.
 *
 * @param cuda the CUDA device's number, empty for the CPU
 */
public record TorchDevice(OptionalInt cuda) {
    /** The CPU. */
    public static final TorchDevice CPU = new TorchDevice(OptionalInt.empty());

    /**
     * {@return a CUDA device}
     *
     * @param index as CUDA counts, from 0
     */
    public static TorchDevice cuda(int index) {
        return new TorchDevice(OptionalInt.of(index));
    }

    /** {@return whether this is a CUDA device} */
    public boolean isCuda() {
        return cuda.isPresent();
    }

    /** As PyTorch writes it: {@code cpu}, {@code cuda:0}. */
    @Override
    public String toString() {
        return isCuda() ? "cuda:" + cuda.getAsInt() : "cpu";
    }

    /** {@return it in DJL's words} */
    public Device djl() {
        return isCuda() ? Device.gpu(cuda.getAsInt()) : Device.cpu();
    }
}
