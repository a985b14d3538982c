package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureZipTest {
    @TempDir
    private Path root;

    @Test
    void the_command_line_is_unpacked_from_the_class_path() throws IOException {
        Path home = unpacked("allure/", "allure/lib/", "allure/lib/a.jar", "allure/plugins/deep/b.js");
        assertThat(home.resolve("lib/a.jar")).hasContent("allure/lib/a.jar");
        assertThat(home.resolve("plugins/deep/b.js")).hasContent("allure/plugins/deep/b.js");
        assertThat(root.resolve("target").toFile().list()).containsExactly("allure");
    }

    @Test
    void what_is_there_is_left_as_it_is() throws IOException {
        Path mine = Files.writeString(
                Files.createDirectories(root.resolve("target/allure/lib")).resolve("a.jar"), "mine");
        unpacked("allure/lib/", "allure/lib/a.jar");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void half_of_it_is_replaced() throws IOException {
        Files.createDirectories(root.resolve("target/allure/plugins"));
        assertThat(unpacked("allure/lib/", "allure/lib/a.jar").resolve("lib/a.jar"))
                .exists();
    }

    @Test
    void where_it_is_nowhere_a_sentence_says_so() {
        assertThatIOException()
                .isThrownBy(() -> unpacked("other/lib/"))
                .withMessageStartingWith("Allure's command line is neither in " + root.resolve("target/allure")
                        + " nor on the class path")
                .withMessageContaining("mvn verify");
    }

    @Test
    void an_entry_that_leads_out_of_the_folder_is_refused() {
        assertThatIOException()
                .isThrownBy(() -> unpacked("allure/lib/", "allure/../../evil"))
                .withMessageStartingWith("allure/../../evil of ")
                .withMessageEndingWith(" leads out of its folder");
        assertThat(root.resolve("evil")).doesNotExist();
        assertThat(root.resolve("target").toFile().list()).isEmpty();
    }

    /** Each file holds its own name. */
    private Path unpacked(String... entries) throws IOException {
        Path file = root.resolve("allure.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : List.of(entries)) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.endsWith("/") ? new byte[0] : entry.getBytes());
            }
        }
        Path home = root.resolve("target/allure");
        try (URLClassLoader classes = new URLClassLoader(new URL[] {file.toUri().toURL()}, null)) {
            new AllureZip(home, classes).unpack();
        }
        return home;
    }
}
