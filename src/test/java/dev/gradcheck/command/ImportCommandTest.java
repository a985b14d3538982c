package dev.gradcheck.command;

import static dev.gradcheck.numbers.NumberBytes.npy;
import static dev.gradcheck.numbers.NumberBytes.npz;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that PyTorch wrote, under {@code test-resources/dumps}, and others that are made here. */
class ImportCommandTest {
    private static final Path DUMPS = Path.of("test-resources/dumps");
    private static final String LINEAR = "Linear(in_features=2, out_features=2, bias=False) MSELoss() True";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mlp, 1.weight",
        "conv, 0.weight",
        "evaluated, 1.bias",
        "residual, a.weight",
        "words, table.weight",
        "image, conv.weight",
        "step, net.weight_hh"
    })
    void a_dump_of_pytorch_becomes_a_case_that_agrees(String name, String gradient) {
        assertThat(imported(DUMPS.resolve(name))).isZero();
        assertThat(gradcheck("check", folder.resolve(name + ".yaml").toString()))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("dL/d" + gradient + " agrees", "loss agrees");
    }

    @Test
    void a_wrong_element_of_a_dumped_gradient_is_found() throws IOException {
        Path dump = copyOf("conv");
        Files.write(dump.resolve("gradients.npz"), withAnotherLastElement(dump.resolve("gradients.npz"), "4.weight"));
        assertThat(imported(dump)).isZero();
        assertThat(gradcheck("check", folder.resolve("conv.yaml").toString())).isEqualTo(Gradcheck.WRONG);
        assertThat(out.toString()).contains("dL/d4.weight disagrees at 4.weight[2][7]", "dL/d0.weight agrees");
    }

    @Test
    void a_class_without_a_graph_is_no_whole_case_until_somebody_says_what_its_forward_does() {
        assertThat(imported(DUMPS.resolve("untraced"))).isEqualTo(Gradcheck.WRONG);
        assertThat(out.toString())
                .contains("to be said: Residual is a class of its own", "torch.fx.symbolic_trace(net).graph");
        assertThat(folder.resolve("untraced.yaml"))
                .content()
                .contains("# To be said: ", "\n#  - kind: l1", "  - kind: linear\n    name: seq.0");
        assertThat(gradcheck("check", folder.resolve("untraced.yaml").toString()))
                .isEqualTo(Gradcheck.UNREADABLE);
    }

    @Test
    void a_network_that_was_not_printed_is_known_by_names_and_shapes_as_far_as_they_tell() throws IOException {
        Path dump = copyOf("conv");
        Files.delete(dump.resolve("net.txt"));
        assertThat(imported(dump)).isEqualTo(Gradcheck.WRONG);
        assertThat(out.toString()).contains("to be said: the network was not printed", "softmax-cross-entropy");
        assertThat(folder.resolve("conv.yaml"))
                .content()
                .contains(
                        "  - kind: conv2d # its weight is (2,1,3,3)\n",
                        "  # what stands here?",
                        "  - kind: linear # its weight is (3,8)\n    name: 4\n",
                        "  # the loss, with its target");
    }

    @Test
    void an_unprinted_batch_norm_is_not_taken_for_one_of_the_kinds_that_have_the_same_parameters() throws IOException {
        Path dump = dump(LINEAR, npy("<f4", "(2, 2)", 1, 2, 3, 4));
        Files.delete(dump.resolve("net.txt"));
        byte[] norm = npz(Map.of("0.weight", npy("<f4", "(2,)", 1, 1), "0.bias", npy("<f4", "(2,)", 0, 0)));
        Files.write(dump.resolve("weights.npz"), norm);
        Files.write(dump.resolve("gradients.npz"), norm);
        assertThat(imported(dump)).isEqualTo(Gradcheck.WRONG);
        assertThat(folder.resolve("dump.yaml"))
                .content()
                .contains("#  - kind: batch-norm # its weight is (2): is it batch-norm or layer-norm or group-norm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sequential( (0): Linear(1, bias=False) (1): Mish() ) MSELoss() True; 1:45: the module Mish at '1' has no counterpart here",
                "Linear(bias=False) CTCLoss() True; 1:20: the loss CTCLoss has no counterpart here",
                "MaxPool2d(kernel_size=2, ceil_mode=True) MSELoss(); 1:1: MaxPool2d has ceil_mode=True",
                "Sequential( (0): Linear(bias=False) (1): Dropout(p=0.5) ) MSELoss() True; 1:42: Dropout has p=0.5, in training",
                "Sequential( (0): Linear(bias=False); 1:36: the text ends within a module",
                "linear; 1:1: no module begins here",
            })
    void what_has_no_counterpart_is_one_mistake_with_its_place(String printed, String problem) throws IOException {
        Path dump = dump(printed, npy("<f4", "(2, 2)", 1, 2, 3, 4));
        assertThat(imported(dump)).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(err.toString()).contains("net.txt:" + problem, "Rule: ", "Remedy: ");
        assertThat(folder.resolve("dump.yaml")).doesNotExist();
    }

    @Test
    void an_unknown_module_is_answered_with_all_that_are_known() throws IOException {
        imported(dump("Mish() MSELoss()", npy("<f4", "(2, 2)", 1, 2, 3, 4)));
        assertThat(err.toString()).contains("a module is one of: ReLU, LeakyReLU,", "BatchNorm2d", "LSTMCell");
    }

    @Test
    void a_function_of_the_graph_that_has_no_counterpart_is_one_mistake_at_its_line() throws IOException {
        Path dump = copyOf("residual");
        Path printed = dump.resolve("net.txt");
        Files.writeString(printed, Files.readString(printed).replace("torch._C._nn.gelu", "torch.erf"));
        assertThat(imported(dump)).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(err.toString()).contains("net.txt:19:5: the function erf has no counterpart here");
    }

    @Test
    void one_parameter_with_two_names_is_refused_because_its_gradient_is_of_both() throws IOException {
        Path dump = dump(LINEAR, npy("<f4", "(2, 2)", 1, 2, 3, 4));
        byte[] same = npy("<f4", "(2, 2)", 1, 2, 3, 4);
        Files.write(dump.resolve("weights.npz"), npz(Map.of("weight", same, "b.weight", same)));
        assertThat(imported(dump)).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(err.toString()).contains("b.weight has no gradient, and the numbers of weight");
    }

    @Test
    void one_file_may_hold_everything() throws IOException {
        Path file = folder.resolve("all.npz");
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("weight", npy("<f4", "(2, 2)", 1, 2, 3, 4));
        arrays.put("weight.grad", npy("<f4", "(2, 2)", 3, 6, 7, 14));
        arrays.put("x", npy("<f4", "(1, 2)", 1, 2));
        arrays.put("y", npy("<f4", "(1, 2)", 2, 4));
        Files.write(file, npz(arrays));
        Files.writeString(folder.resolve("net.txt"), LINEAR);
        assertThat(gradcheck(
                        "import", file.toString(), folder.resolve("net.txt").toString(), "--folder", folder.toString()))
                .as("%s", err)
                .isZero();
        assertThat(gradcheck("check", folder.resolve("all.yaml").toString()))
                .as("%s", out)
                .isZero();
    }

    @Test
    void what_is_imported_reads_back_to_the_same_bits() throws IOException {
        double[] values = {-0.0, Float.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY};
        Path dump = dump(LINEAR, npy("<f4", "(2, 2)", values));
        Files.write(dump.resolve("weights.npz"), npz(Map.of("weight", npy("<f4", "(2, 2)", -0.0, 1e-40, 1e30, 0.1f))));
        assertThat(imported(dump)).as("%s", err).isZero();
        GoldenCase golden = new GoldenReader(NotebookNetworks.catalog())
                .read(folder.resolve("dump.yaml"))
                .cases()
                .get(0);
        assertBits(golden.claimed().get("net.weight"), values);
        assertBits(golden.parameters().get("net.weight"), -0.0, (float) 1e-40, (float) 1e30, 0.1f);
    }

    @Test
    void long_tensors_stay_in_their_files_which_are_copied_beside_the_case() throws IOException {
        Path dump = dump(LINEAR, npy("<f4", "(60, 2)", new double[120]));
        Files.write(dump.resolve("weights.npz"), npz(Map.of("weight", npy("<f4", "(60, 2)", new double[120]))));
        Files.write(dump.resolve("y.npy"), npy("<f4", "(1, 60)", new double[60]));
        assertThat(imported(dump)).as("%s", err).isZero();
        assertThat(folder.resolve("dump.yaml"))
                .content()
                .contains("net.weight: {file: dump/gradients.npz, tensor: weight}", "input: [[1, 2]]");
        assertThat(folder.resolve("dump/weights.npz")).exists();
        assertThat(folder.resolve("dump/y.npy")).doesNotExist();
    }

    @Test
    void a_case_is_replaced_only_where_that_is_asked_for() throws IOException {
        Files.writeString(folder.resolve("mlp.yaml"), "precious");
        assertThat(imported(DUMPS.resolve("mlp"))).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(folder.resolve("mlp.yaml")).hasContent("precious");
        assertThat(gradcheck("import", DUMPS.resolve("mlp").toString(), "--folder", folder.toString(), "--overwrite"))
                .isZero();
        assertThat(folder.resolve("mlp.yaml")).content().contains("kind: batch-norm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradients.npz", "weights.npz"})
    void a_dump_that_lacks_a_file_says_which(String missing) throws IOException {
        Path dump = copyOf("mlp");
        Files.delete(dump.resolve(missing));
        assertThat(imported(dump)).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(err.toString()).contains(missing);
    }

    @Test
    void a_notebooks_outputs_go_into_the_case_that_says_the_network() throws IOException {
        String golden = Files.readString(Path.of("test-resources/golden/notebook.yaml"));
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, golden.replaceAll("(?s)\nexpected:.*?\nknown:", "\nknown:"));
        String[] arguments = {
            "import", DUMPS.resolve("notebook.ipynb").toString(), "--cells", "4,5", "--into", file.toString()
        };
        assertThat(gradcheck(arguments)).as("%s", err).isZero();
        assertThat(gradcheck("check", file.toString())).as("%s", out).isZero();
        Files.writeString(file, Files.readString(file).replace("3.6954948e-06", "3.6954949e-06"));
        assertThat(gradcheck(arguments)).isEqualTo(Gradcheck.WRONG);
        assertThat(err.toString()).contains("--overwrite replaces them");
    }

    @Test
    void a_notebook_without_a_case_becomes_a_draft_that_asks_for_the_network() {
        assertThat(imported(DUMPS.resolve("notebook.ipynb"))).isEqualTo(Gradcheck.WRONG);
        assertThat(out.toString()).contains("to be said: the network, with its parameters Wo, bo, Wh, bh");
        assertThat(gradcheck("check", folder.resolve("notebook.yaml").toString()))
                .isEqualTo(Gradcheck.UNREADABLE);
    }

    @Test
    void the_lines_of_the_page_are_those_that_wrote_these_dumps() throws IOException {
        String script = Files.readString(DUMPS.resolve("dump.py"));
        String page = Files.readString(Path.of("src/site/markdown/golden-files.md"));
        String block = page.substring(page.indexOf("np.save(\"x.npy\""));
        assertThat(block.substring(0, block.indexOf("```")).lines())
                .allSatisfy(line -> assertThat(script).contains(line));
    }

    private int imported(Path dump) {
        return gradcheck("import", dump.toString(), "--folder", folder.toString());
    }

    private int gradcheck(String... arguments) {
        return Gradcheck.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** A dump of one layer at (1, 2), with weights that give (5, 11) and this gradient. */
    private Path dump(String printed, byte[] gradient) throws IOException {
        Path dump = Files.createDirectories(folder.resolve("from/dump"));
        Files.writeString(dump.resolve("net.txt"), printed);
        Files.write(dump.resolve("weights.npz"), npz(Map.of("weight", npy("<f4", "(2, 2)", 1, 2, 3, 4.5))));
        Files.write(dump.resolve("gradients.npz"), npz(Map.of("weight", gradient)));
        Files.write(dump.resolve("x.npy"), npy("<f4", "(1, 2)", 1, 2));
        Files.write(dump.resolve("y.npy"), npy("<f4", "(1, 2)", 2, 4));
        return dump;
    }

    private Path copyOf(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("from").resolve(name));
        try (Stream<Path> files = Files.list(DUMPS.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static byte[] withAnotherLastElement(Path npz, String name) throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(npz))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replace(".npy", ""), zip.readAllBytes());
            }
        }
        byte[] last = arrays.get(name);
        last[last.length - 2] ^= 0x08;
        return npz(arrays);
    }

    private static void assertBits(Tensor tensor, double... values) {
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToLongBits(tensor.at(i))).isEqualTo(Double.doubleToLongBits(values[i]));
        }
    }
}
