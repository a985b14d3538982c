package dev.gradcheck;

import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.testing.GoldenTests;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.Settings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gradient suite: every golden case, judged by every oracle on every device. */
@ExtendWith(GradcheckExtension.class)
@DisplayName("Gradients")
class GradientSuite {
    @TestFactory
    @DisplayName("Golden cases")
    Stream<DynamicNode> golden_cases() {
        return new GoldenTests(NotebookNetworks.all()).of(Settings.current().golden());
    }
}
