package dev.gradcheck.oracle.djl.torch;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import dev.gradcheck.oracle.OracleException;
import java.io.IOException;
import java.nio.file.Path;

/** PyTorch itself, loaded at the first use, after a look at what would be loaded. */
public final class Pytorch {
    private static final Path CACHE = Utils.getEngineCacheDir("pytorch");

    private Pytorch() {}

    /**
     * {@return the engine}
     *
     * @throws OracleException if the library is missing, for another platform or of another version, each time it is
     *     asked for
     */
    public static Engine engine() {
        return Loaded.orFail().engine;
    }

    /** Begins to load it on another thread, which does not keep the JVM; who needs it waits for the rest, and is told what fails. */
    public static void loadAhead() {
        Thread ahead = new Thread(() -> Loaded.ONCE.getClass(), "pytorch");
        ahead.setDaemon(true);
        ahead.start();
    }

    /** What was loaded. */
    static NativeLibrary library() {
        return Loaded.orFail().library;
    }

    /** Initialised once by the class loader, the failure included: looking again would not find anything else. */
    private static final class Loaded {
        private static final Loaded ONCE = new Loaded();
        private NativeLibrary library;
        private Engine engine;
        private OracleException failure;

        private Loaded() {
            try {
                configure();
                Machine machine = new ThisMachine();
                library = NativeLibrary.find(machine);
                new EngineCache(CACHE).check(machine, library);
                // DJL's own guess for a named folder is a flavor that its JNI library may not have
                setIfUnset("PYTORCH_FLAVOR", library.jniFlavor());
                engine = Engine.getEngine("PyTorch");
            } catch (OracleException e) {
                failure = e;
            } catch (RuntimeException | LinkageError e) {
                failure = failure(library, e);
            }
        }

        static Loaded orFail() {
            if (ONCE.failure != null) {
                throw new OracleException(ONCE.failure.getMessage(), ONCE.failure);
            }
            return ONCE;
        }
    }

    private static OracleException failure(NativeLibrary library, Throwable thrown) {
        Throwable root = root(thrown);
        return root instanceof IOException unwritten
                ? new EngineCache(CACHE).refusal(unwritten)
                : new OracleException(
                        "PyTorch does not load" + (library == null ? "" : ": " + library) + ": " + message(root)
                                + "; a library that it needs is missing or broken"
                                + new EngineCache(CACHE).remedy(library),
                        thrown);
    }

    /**
     * DJL reads these while it loads: nothing is downloaded, nothing is reported, and one thread gives one order of
     * summation.
     */
    private static void configure() {
        setIfUnset("ai.djl.offline", "true");
        setIfUnset("OPT_OUT_TRACKING", "true");
        setIfUnset("ai.djl.pytorch.num_threads", "1");
        setIfUnset("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void setIfUnset(String name, String value) {
        if (System.getenv(name) == null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable root) {
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }
}
