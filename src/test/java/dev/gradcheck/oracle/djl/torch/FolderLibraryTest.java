package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.oracle.OracleException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLibraryTest {
    private static final String PADDING = "x".repeat(3 << 20);

    @TempDir
    private Path root;

    private Path lib;

    @BeforeEach
    void a_folder_with_a_libtorch() throws IOException {
        lib = Files.createDirectories(root.resolve("torch/lib"));
        write("torch/lib/libtorch.so", "");
        write("torch/lib/libtorch_cpu.so", "");
        write("torch/lib/libc10.so", PADDING + "_ZNSt7__cxx1112basic_stringIc");
    }

    @Test
    void a_python_installation_says_its_version_in_version_py() throws IOException {
        write("torch/version.py", "debug = False\n__version__ = '2.7.1+cpu'\ncuda: Optional[str] = None\n");
        NativeLibrary library = find(lib);
        assertThat(library.version()).isEqualTo("2.7.1");
        assertThat(library.flavor()).isEqualTo("cpu");
        assertThat(library.origin()).isEqualTo(lib.toString());
    }

    @Test
    void a_libtorch_says_it_in_build_version() throws IOException {
        write("torch/build-version", "2.7.1+cpu\n");
        assertThat(find(lib).version()).isEqualTo("2.7.1");
        assertThat(find(lib.resolve("libtorch.so")).version()).isEqualTo("2.7.1");
    }

    @Test
    void cmake_files_and_an_unpacked_maven_jar_say_it_too() throws IOException {
        write("torch/share/cmake/Torch/TorchConfigVersion.cmake", "set(PACKAGE_VERSION \"2.7.1\")\n");
        assertThat(find(lib).version()).isEqualTo("2.7.1");
        Path jar = Files.createDirectories(root.resolve("jar/org/bytedeco/pytorch/linux-x86_64"));
        Files.createFile(jar.resolve("libtorch.so"));
        write("jar/META-INF/maven/org.bytedeco/pytorch/pom.properties", "groupId=org.bytedeco\nversion=2.7.1-1.5.12\n");
        assertThat(find(jar).version()).isEqualTo("2.7.1");
    }

    @Test
    void a_build_without_any_file_has_it_compiled_in() throws IOException {
        write("torch/lib/libtorch_cpu.so", PADDING + "pytorch\0GraphEncoder\0" + "2.7.1\0Custom opset");
        assertThat(find(lib).version()).isEqualTo("2.7.1");
    }

    @Test
    void a_build_that_is_known_by_its_build_id_needs_no_file() throws IOException {
        Files.write(lib.resolve("libtorch_cpu.so"), elf(62, "91b5ea0e119182b42951a5460ba9fa30a0cd5357"));
        assertThat(find(lib).version()).isEqualTo("2.7.1");
        Files.write(lib.resolve("libtorch_cpu.so"), elf(62, "da79ade10947818ea57a364155529d28956260de"));
        refused(
                lib,
                "the PyTorch in " + lib + " is 2.10.0 (cpu), DJL's JNI library 2.7.1-0.35.1 works with 2.7.1 only; let"
                        + " PYTORCH_LIBRARY_PATH (in the portable bundle: --pytorch) name a PyTorch 2.7.1 for cpu or CUDA 12 on linux-x86_64, or unset it and take the library on the classpath");
    }

    @Test
    void another_version_is_refused() throws IOException {
        write("torch/version.py", "__version__ = '2.7.10'\n");
        refused(lib, "is 2.7.10 (cpu), DJL's JNI library 2.7.1-0.35.1 works with 2.7.1 only");
    }

    @Test
    void a_cuda_build_of_another_version_is_refused_in_one_sentence_that_says_what_fits() throws IOException {
        write("torch/lib/libtorch_cuda.so", "");
        write("torch/version.py", "__version__ = '2.11.0+cu130'\n");
        FakeMachine without = FakeMachine.withJni().set("PYTORCH_LIBRARY_PATH", lib.toString());
        assertThatThrownBy(() -> NativeLibrary.find(without))
                .hasMessage(
                        "the PyTorch in " + lib + " is 2.11.0 (cu130), DJL's JNI library 2.7.1-0.35.1 works with 2.7.1"
                                + " only; let PYTORCH_LIBRARY_PATH (in the portable bundle: --pytorch) name a PyTorch 2.7.1 for cpu or"
                                + " CUDA 12 on linux-x86_64");
    }

    @Test
    void an_unknown_version_is_refused_with_the_remedy() throws IOException {
        refused(
                lib,
                "which version the PyTorch in " + lib + " is cannot be told",
                "write its version into " + lib + File.separator + "build-version");
        write("torch/lib/build-version", "2.7.1");
        assertThat(find(lib).version()).isEqualTo("2.7.1");
    }

    @Test
    void a_library_for_another_processor_is_refused() throws IOException {
        write("torch/version.py", "__version__ = '2.7.1'\n");
        Files.write(lib.resolve("libtorch.so"), elf(183, "00"));
        refused(lib, "is for aarch64, this machine is linux-x86_64");
    }

    @Test
    void a_library_for_another_system_is_refused() throws IOException {
        Files.move(lib.resolve("libtorch.so"), lib.resolve("torch.dll"));
        refused(
                lib,
                "where there is no libtorch.so; the torch.dll in it is for another operating system than linux-x86_64");
    }

    @Test
    void a_path_that_leads_nowhere_is_refused_and_not_passed_over() {
        refused(root.resolve("gone"), "where there is no libtorch.so: name the folder that holds it");
    }

    @Test
    void the_first_entry_of_a_path_that_holds_one_counts() throws IOException {
        write("torch/version.py", "__version__ = '2.7.1'\n");
        FakeMachine machine = FakeMachine.withCpuTorch().set("PYTORCH_LIBRARY_PATH", root + File.pathSeparator + lib);
        assertThat(NativeLibrary.find(machine).origin()).isEqualTo(lib.toString());
    }

    @Test
    void a_cuda_build_is_served_by_the_jni_library_of_the_same_major_version() throws IOException {
        write("torch/lib/libtorch_cuda.so", "");
        write("torch/version.py", "__version__ = '2.7.1+cu126'\ncuda: Optional[str] = '12.6'\n");
        NativeLibrary library = find(lib);
        assertThat(library.flavor()).isEqualTo("cu126");
        assertThat(library.jniFlavor()).isEqualTo("cu128");
        assertThat(library.cudaVersion()).hasValue("12.6");
        write("torch/version.py", "__version__ = '2.7.1+cu118'\n");
        refused(lib, "is built for cu118, for which DJL's JNI library 2.7.1-0.35.1 has nothing on linux-x86_64");
    }

    @Test
    void a_cuda_build_that_does_not_say_for_which_cuda_is_still_one() throws IOException {
        write("torch/lib/libtorch_cuda.so", "");
        write("torch/lib/build-version", "2.7.1");
        NativeLibrary library = find(lib);
        assertThat(library.flavor()).isEqualTo("cu");
        assertThat(library.jniFlavor()).isEqualTo("cu128");
        assertThat(library.cudaVersion()).isEmpty();
    }

    @Test
    void the_old_abi_needs_a_jni_library_of_its_own() throws IOException {
        write("torch/version.py", "__version__ = '2.7.1+cpu'\n");
        write("torch/lib/libc10.so", PADDING + "_ZN3c105ErrorC2ENS_14SourceLocationESs");
        refused(lib, "is built for cpu with the old C++ ABI, for which DJL's JNI library 2.7.1-0.35.1 has nothing");
    }

    @Test
    void a_flavor_that_contradicts_the_build_is_refused() throws IOException {
        write("torch/version.py", "__version__ = '2.7.1+cpu'\n");
        FakeMachine machine = FakeMachine.withCpuTorch().set("PYTORCH_LIBRARY_PATH", lib.toString());
        assertThatThrownBy(() -> NativeLibrary.find(machine.set("PYTORCH_FLAVOR", "cu128")))
                .hasMessageContaining("PYTORCH_FLAVOR is cu128, but the PyTorch in " + lib + " is a build for cpu");
        assertThatThrownBy(() -> NativeLibrary.find(machine.set("PYTORCH_FLAVOR", "cpu-precxx11")))
                .hasMessageContaining("PYTORCH_FLAVOR is cpu-precxx11, for which");
        assertThat(NativeLibrary.find(machine.set("PYTORCH_FLAVOR", "cpu")).jniFlavor())
                .isEqualTo("cpu");
    }

    @Test
    void foreign_java_bindings_beside_it_are_refused() throws IOException {
        write("torch/version.py", "__version__ = '2.7.1'\n");
        write("torch/lib/libjnitorch.so", "");
        refused(lib, "also holds libjnitorch.so, Java bindings that DJL would load too; remove them");
    }

    private static NativeLibrary find(Path path) {
        return NativeLibrary.find(FakeMachine.withCpuTorch().set("PYTORCH_LIBRARY_PATH", path.toString()));
    }

    private static void refused(Path path, String... parts) {
        assertThatThrownBy(() -> find(path)).isInstanceOf(OracleException.class).hasMessageContainingAll(parts);
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content, StandardCharsets.ISO_8859_1);
    }

    /** The head of a shared library: one note segment, first another note, then the build id. */
    private static byte[] elf(int processor, String buildId) {
        byte[] id = HexFormat.of().parseHex(buildId);
        ByteBuffer file = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1).putShort(18, (short) processor);
        file.putLong(32, 64).putShort(56, (short) 1);
        file.putInt(64, 4).putLong(72, 128).putLong(96, 40 + id.length);
        file.putInt(128, 4).putInt(132, 5).putInt(136, 1).put(140, new byte[] {'G', 'N', 'U', 0});
        file.putInt(152, 4).putInt(156, id.length).putInt(160, 3).put(164, new byte[] {'G', 'N', 'U', 0});
        return file.put(168, id).array();
    }
}
