package dev.gradcheck.oracle.djl.torch;

import java.util.List;

/**
 * The devices of a run.
 *
 * @param devices those that can run, in the order asked for, the CPU first under {@code auto}
 * @param unusable those that were looked for under {@code auto} and cannot run
 */
public record DeviceSelection(List<TorchDevice> devices, List<Unusable> unusable) {
    /**
     * A device that does not take part.
     *
     * @param device {@code cuda}, or {@code cuda:0} where one is there that PyTorch cannot use
     * @param reason one sentence: what is missing
     */
    public record Unusable(String device, String reason) {}

    /**
     * Copies.
     *
     * @param devices those that can run
     * @param unusable those that cannot
     */
    public DeviceSelection {
        devices = List.copyOf(devices);
        unusable = List.copyOf(unusable);
    }
}
