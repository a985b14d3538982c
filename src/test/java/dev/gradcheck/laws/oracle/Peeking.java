package dev.gradcheck.laws.oracle;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Pointer;
import dev.gradcheck.laws.net.Accused;
import io.qameta.allure.AllureLifecycle;
import net.jqwik.api.Arbitrary;
import org.apache.commons.numbers.gamma.Erfcx;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.extension.Extension;
import org.snakeyaml.engine.v2.api.Load;

/** Breaks the laws: the judge looks at the accused, imports every library, and doubles by a bare number. */
final class Peeking {
    Accused accused;
    NDArray array;
    JsonNode json;
    AllureLifecycle allure;
    Arbitrary<String> arbitrary;
    AbstractAssert<?, ?> assertion;
    Erfcx error;
    Extension extension;
    Load yaml;
    Pointer pointer;

    NDArray doubled() {
        return array.mul(2);
    }
}
