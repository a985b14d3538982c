package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenCheck;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.oracle.djl.torch.Pytorch;
import java.util.Optional;

/**
 * Judges golden cases by every oracle that there is for them, on the devices that {@code gradcheck.devices} asks for.
 *
 * @param networks that the cases name, with their twins
 * @param seed for everything that is chosen at random
 */
public record GoldenJudge(Networks networks, long seed) {
    /** Begins to load PyTorch, which takes longer than anything before the first verdict, while cases are still being read. */
    public static void prepare() {
        if (Library.DJL.isThere()) {
            Pytorch.loadAhead();
        }
    }

    /**
     * Judges one case.
     *
     * @param golden read with these networks
     * @return everything found, and what could not be asked
     */
    public CheckReport judge(GoldenCase golden) {
        Optional<Twin> twin = networks.twin(golden);
        CheckReport report = new GoldenCheck(networks.catalog(), Oracles.of(twin, golden.coarsest()), seed).run(golden);
        return report.notRun(Oracles.notRun(golden.coarsest()));
    }
}
