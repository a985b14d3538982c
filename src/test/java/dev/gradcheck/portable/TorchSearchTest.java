package dev.gradcheck.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchSearchTest {
    @TempDir
    private Path root;

    private Path packages;
    private Path lib;

    @BeforeEach
    void a_python_installation_with_torch() throws IOException {
        packages = root.resolve("env/lib/python3.12/site-packages");
        lib = packages.resolve("torch/lib");
        touch(lib.resolve("libtorch.so"));
    }

    @Test
    void the_folder_of_the_libraries_is_itself() {
        assertThat(TorchSearch.libraries(lib)).isEqualTo(lib);
    }

    @Test
    void the_folder_above_stands_for_it() {
        assertThat(TorchSearch.libraries(packages.resolve("torch"))).isEqualTo(lib);
    }

    @Test
    void a_folder_without_any_stays_as_named_for_the_error() {
        assertThat(TorchSearch.libraries(root)).isEqualTo(root);
    }

    @Test
    void python_says_where_its_torch_is() {
        assertThat(TorchSearch.ofPython(command -> {
                    assertThat(command).startsWith("python3", "-I", "-c");
                    return Optional.of(packages.resolve("torch") + "\n");
                }))
                .hasValue(lib);
    }

    @Test
    void what_lies_in_the_current_folder_is_neither_taken_nor_imported() throws IOException {
        assumeThat(TorchSearch.firstLine(new ProcessBuilder("python3", "-I", "-c", "print('here')")))
                .as("a python3 on the PATH")
                .hasValue("here");
        Path planted = Files.createDirectories(root.resolve("current"));
        touch(planted.resolve("torch/lib/libtorch.so"));
        for (String module : List.of("torch/__init__.py", "sitecustomize.py", "usercustomize.py")) {
            Files.writeString(planted.resolve(module), "open(r'" + planted.resolve("imported") + "', 'w').close()\n");
        }
        assertThat(TorchSearch.ofPython(command -> TorchSearch.firstLine(in(planted, command))))
                .isNotEqualTo(Optional.of(planted.resolve("torch/lib")));
        assertThat(planted.resolve("imported")).doesNotExist();
    }

    private static ProcessBuilder in(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        return builder;
    }

    @Test
    void no_python_no_torch_in_it_and_a_torch_without_libraries_are_none() {
        assertThat(TorchSearch.ofPython(command -> Optional.empty())).isEmpty();
        assertThat(TorchSearch.ofPython(command -> Optional.of(""))).isEmpty();
        assertThat(TorchSearch.ofPython(command -> Optional.of(root.toString())))
                .isEmpty();
    }

    @Test
    void the_cuda_runtime_of_pip_and_of_conda_is_found_beside_torch() throws IOException {
        Path pip = packages.resolve("nvidia/cuda_runtime/lib");
        Path conda = root.resolve("env/lib");
        touch(pip.resolve("libcudart.so.12"));
        touch(conda.resolve("libcudart.so"));
        assertThat(TorchSearch.cudaRuntimes(lib)).startsWith(pip, conda);
    }

    @Test
    void folders_without_a_runtime_are_left_out() {
        assertThat(TorchSearch.cudaRuntimes(lib)).noneMatch(folder -> folder.startsWith(root));
    }

    private static void touch(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
