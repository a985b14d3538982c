package dev.gradcheck.oracle.djl;

import java.util.List;

/**
 * The devices of a run.
 *
 * @param devices those that can run, in the order asked for, the CPU first under {@code auto}
 * @param notRun those that were looked for under {@code auto} and cannot run
 */
public record DeviceSelection(List<TorchDevice> devices, List<NotRun> notRun) {
    /**
     * A device that does not take part.
     *
     * @param device {@code cuda}, or {@code cuda:0} where one is there that PyTorch cannot use
     * @param reason one sentence: what is missing
     */
    public record NotRun(String device, String reason) {}

    /**
     * Copies.
     *
     * @param devices those that can run
     * @param notRun those that cannot
     */
    public DeviceSelection {
        devices = List.copyOf(devices);
        notRun = List.copyOf(notRun);
    }
}
