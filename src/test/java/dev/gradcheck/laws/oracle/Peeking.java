package dev.gradcheck.laws.oracle;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Pointer;
import dev.gradcheck.laws.net.Accused;
import io.qameta.allure.AllureLifecycle;
import j2html.tags.DomContent;
import net.jqwik.api.Arbitrary;
import org.apache.commons.numbers.gamma.Erfcx;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.extension.Extension;
import org.snakeyaml.engine.v2.api.Load;
import picocli.CommandLine;

/** Breaks the laws: the judge looks at the accused, imports every library, and doubles by a bare number. */
final class Peeking {
    Accused accused;
    NDArray array;
    JsonNode json;
    AllureLifecycle allure;
    DomContent content;
    Arbitrary<String> arbitrary;
    AbstractAssert<?, ?> assertion;
    Erfcx error;
    Extension extension;
    CommandLine line;
    Load yaml;
    Pointer pointer;

    NDArray doubled() {
        return array.mul(2);
    }
}
