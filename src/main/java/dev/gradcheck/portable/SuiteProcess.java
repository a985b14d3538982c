package dev.gradcheck.portable;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JVM that runs the suite: its command and its environment.
 *
 * @param bundle whose suite it is
 * @param settings by key, complete
 * @param pytorch the folder of PyTorch's libraries; empty if the bundle's own, or the one the environment names
 */
record SuiteProcess(Bundle bundle, Map<String, String> settings, Optional<Path> pytorch) {
    /** As in the build's {@code fork.flags}: nothing is downloaded, sums have one order. */
    static final List<String> FLAGS = List.of(
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "--enable-native-access=ALL-UNNAMED");

    /** As in the build: no telemetry, full float32 on CUDA, one code path of the matrix library. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "OPT_OUT_TRACKING",
            "true",
            "NVIDIA_TF32_OVERRIDE",
            "0",
            "MKL_CBWR",
            "COMPATIBLE",
            "ONEDNN_MAX_CPU_ISA",
            "SSE41");

    /** Where DJL and JNA unpack their native libraries: below the bundle, so that nothing is left elsewhere. */
    private static final String CACHE = "DJL_CACHE_DIR";

    private static final String LOADER_PATH = "LD_LIBRARY_PATH";

    /** Settings that name files; relative to where the script was called, while the suite runs in the bundle's folder. */
    private static final List<String> PATHS = List.of("gradcheck.golden", "gradcheck.reports");

    /** Of what was asked for, with the bundle's and the folder's defaults. */
    static SuiteProcess of(Bundle bundle, Map<String, String> asked, Optional<Path> pytorch, Path here) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gradcheck.golden", bundle.golden().toString());
        settings.put("gradcheck.reports", "reports");
        settings.putAll(asked);
        PATHS.forEach(key -> settings.compute(
                key, (k, path) -> here.resolve(path).normalize().toString()));
        settings.computeIfPresent(
                "gradcheck.score",
                (key, set) -> set.endsWith(".jsonl") || set.endsWith(".gz")
                        ? here.resolve(set).normalize().toString()
                        : set);
        settings.compute("gradcheck.golden", (key, path) -> belowHome(bundle, path));
        return new SuiteProcess(
                bundle, settings, pytorch.map(folder -> here.resolve(folder).normalize()));
    }

    Path reports() {
        return Path.of(settings.get("gradcheck.reports"));
    }

    List<String> command(Map<String, String> inherited) {
        List<String> command = new ArrayList<>(List.of(bundle.java().toString(), "-XX:-UsePerfData"));
        command.addAll(FLAGS);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dgradcheck.commit=" + bundle.commit());
        command.add("-Dallure.results.directory=" + reports().resolve("allure-results"));
        command.add("-Djqwik.database=" + cache(inherited).resolve("jqwik-database"));
        command.add("-Djna.tmpdir=" + cache(inherited));
        command.add("-Djna.library.path=" + path(runtimes()));
        command.addAll(List.of("-cp", bundle.classpath(), "dev.gradcheck.testing.SuiteRunner"));
        return command;
    }

    /** What the JVM's environment has beside what it inherits. */
    Map<String, String> environment(Map<String, String> inherited) {
        Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
        environment.put(CACHE, cache(inherited).toString());
        pytorch.ifPresent(folder -> {
            environment.put("PYTORCH_LIBRARY_PATH", folder.toString());
            environment.put(
                    LOADER_PATH,
                    Stream.concat(
                                    Stream.concat(Stream.of(folder), runtimes().stream())
                                            .map(Path::toString),
                                    Stream.ofNullable(inherited.get(LOADER_PATH)))
                            .distinct()
                            .collect(Collectors.joining(File.pathSeparator)));
        });
        return environment;
    }

    Path cache(Map<String, String> inherited) {
        return Optional.ofNullable(inherited.get(CACHE)).map(Path::of).orElseGet(() -> bundle.home()
                .resolve("cache"));
    }

    private List<Path> runtimes() {
        return pytorch.map(TorchSearch::cudaRuntimes).orElse(List.of());
    }

    private static String path(List<Path> folders) {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The bundle's own cases are named as in the build, so that both reports name the same files. */
    private static String belowHome(Bundle bundle, String path) {
        Path absolute = Path.of(path);
        return absolute.startsWith(bundle.home())
                ? bundle.home().relativize(absolute).toString()
                : path;
    }
}
