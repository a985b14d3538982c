package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a user copies from the page on dependencies is what this build is tried with. */
class DependencyPageTest {
    private static final Pattern IN_XML =
            Pattern.compile("<artifactId>([a-z-]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern IN_GRADLE = Pattern.compile("'([a-z.]+):([a-z-]+):([^':]+)(:[a-z0-9_-]+)?'");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z.]+version)>([^<]+)</");

    @Test
    void its_versions_are_those_of_the_pom() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/dependency.md"));
        Map<String, String> pom = properties();
        Map<String, String> expected = Map.of(
                "gradcheck",
                "0.1.0-SNAPSHOT",
                "junit-jupiter",
                pom.get("junit.version"),
                "junit-platform-launcher",
                "1" + pom.get("junit.version").substring(1),
                "junit-platform-console",
                "1" + pom.get("junit.version").substring(1),
                "maven-surefire-plugin",
                pom.get("surefire.version"),
                "pytorch-native-cpu",
                pom.get("pytorch.version"));
        Map<String, String> told = new TreeMap<>();
        Matcher xml = IN_XML.matcher(page);
        while (xml.find()) {
            told.put(xml.group(1), xml.group(2));
        }
        Matcher gradle = IN_GRADLE.matcher(page);
        while (gradle.find()) {
            String other = told.put(gradle.group(2), gradle.group(3));
            assertThat(other).isIn(null, gradle.group(3));
        }
        assertThat(told).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>0.1.0-SNAPSHOT</version>");
    }

    /** The first of a name: profiles come later. */
    private static Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        Matcher property = PROPERTY.matcher(Files.readString(Path.of("pom.xml")));
        while (property.find()) {
            properties.putIfAbsent(property.group(1), property.group(2));
        }
        return properties;
    }
}
