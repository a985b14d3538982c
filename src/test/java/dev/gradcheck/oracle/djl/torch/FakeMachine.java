package dev.gradcheck.oracle.djl.torch;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * A machine of the test's choosing; by default linux-x86_64 with DJL 0.35.1, its JNI library and PyTorch 2.7.1 for the
 * CPU.
 */
final class FakeMachine implements Machine {
    private final Map<String, List<Properties>> properties = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Long> resources = new HashMap<>();
    private Cuda cuda = new Cuda(List.of(), OptionalInt.empty(), 0);
    private String system = "linux";

    static FakeMachine bare() {
        return new FakeMachine();
    }

    static FakeMachine withEngine() {
        return bare().with("pytorch-engine.properties", "djl_version", "0.35.1", "pytorch_version", "2.7.1");
    }

    static FakeMachine withJni() {
        FakeMachine machine = withEngine().with("jnilib/pytorch.properties", "jni_version", "2.7.1-0.35.1");
        machine.resources.put("jnilib/linux-x86_64/cpu/libdjl_torch.so", 7L);
        machine.resources.put("jnilib/linux-x86_64/cu128/libdjl_torch.so", 7L);
        machine.resources.put("jnilib/osx-aarch64/cpu/libdjl_torch.dylib", 7L);
        return machine;
    }

    static FakeMachine withCpuTorch() {
        return withJni().torch("2.7.1-20250812", "cpu", "linux-x86_64");
    }

    FakeMachine torch(String version, String flavor, String platform) {
        return with("native/lib/pytorch.properties", "version", version, "flavor", flavor, "classifier", platform);
    }

    FakeMachine with(String resource, String... pairs) {
        Properties file = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            file.setProperty(pairs[i], pairs[i + 1]);
        }
        properties.computeIfAbsent(resource, name -> new ArrayList<>()).add(file);
        return this;
    }

    FakeMachine resource(String name, long length) {
        resources.put(name, length);
        return this;
    }

    FakeMachine set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    FakeMachine system(String name) {
        system = name;
        return this;
    }

    FakeMachine cuda(int runtime, int devices, String... driverTraces) {
        cuda = new Cuda(List.of(driverTraces), runtime == 0 ? OptionalInt.empty() : OptionalInt.of(runtime), devices);
        return this;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public String architecture() {
        return system.equals("osx") ? "aarch64" : "x86_64";
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public List<Properties> properties(String resource) {
        return properties.getOrDefault(resource, List.of());
    }

    @Override
    public OptionalLong length(String resource) {
        return resources.containsKey(resource) ? OptionalLong.of(resources.get(resource)) : OptionalLong.empty();
    }

    @Override
    public InputStream open(String resource) {
        throw new UnsupportedOperationException("only lengths of " + resource + " are known");
    }

    @Override
    public Cuda cuda() {
        return cuda;
    }
}
