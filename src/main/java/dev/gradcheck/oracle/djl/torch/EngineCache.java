package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The folder into which DJL unpacks the libraries of the classpath, once for all runs. It is looked at before they are loaded: DJL takes a
 * file that is there for whole, and a library that was cut short ends the JVM at its first page that is missing.
 *
 * @param root DJL's cache of PyTorch
 */
record EngineCache(Path root) {
    private static final String ARTIFACT = "pytorch-native-";
    private static final String ANOTHER = "let ENGINE_CACHE_DIR or DJL_CACHE_DIR name a folder ";

    /**
     * Sees that what is unpacked is whole, and that what is not can be.
     *
     * @throws OracleException if not; one sentence with the remedy
     */
    void check(Machine machine, NativeLibrary library) {
        Map<String, Long> missing = new LinkedHashMap<>();
        for (Properties artifact : machine.properties("native/lib/pytorch.properties")) {
            String name = name(artifact);
            if (library.origin().equals(ARTIFACT + name)) {
                missing.putAll(missing(machine, library, artifact));
            }
        }
        if (!missing.isEmpty()) {
            requireRoom(missing.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /** {@return what an error of the file system while DJL unpacks comes down to} */
    OracleException refusal(IOException cause) {
        return new OracleException(
                "PyTorch cannot be unpacked into DJL's cache " + root + ": " + reason(cause) + "; " + ANOTHER
                        + "that can be written and has room",
                cause);
    }

    /** {@return what may help a library that does not load, as a clause: this cache can be made anew, a folder that somebody named cannot} */
    String remedy(NativeLibrary library) {
        return library == null || library.origin().startsWith(ARTIFACT)
                ? ": if it lies in " + root + ", delete that folder, the next run unpacks it again"
                : "";
    }

    /** In the words of {@link NativeLibrary#origin}. */
    private static String name(Properties artifact) {
        return artifact.getProperty("flavor") + ":" + artifact.getProperty("version") + ":"
                + artifact.getProperty("classifier");
    }

    /** The files that DJL will unpack, and their lengths; those that are there are of the right length. */
    private Map<String, Long> missing(Machine machine, NativeLibrary library, Properties artifact) {
        String platform = artifact.getProperty("classifier");
        Path folder =
                root.resolve(artifact.getProperty("version") + "-" + artifact.getProperty("flavor") + "-" + platform);
        Map<String, Long> files = new LinkedHashMap<>();
        for (String file : artifact.getProperty("libraries", "").split(",")) {
            machine.length("pytorch/" + artifact.getProperty("flavor") + "/" + platform + "/" + file)
                    .ifPresent(length -> files.put(file, length));
        }
        if (Files.exists(folder)) {
            files.forEach((file, length) -> requireWhole(folder, file, length));
            files.clear();
        }
        String bindings = machine.libraryFile("djl_torch");
        String unpacked = library.djl() + "-" + bindings;
        machine.length("jnilib/" + platform + "/" + library.jniFlavor() + "/" + bindings)
                .ifPresent(length -> {
                    if (Files.exists(folder.resolve(unpacked))) {
                        requireWhole(folder, unpacked, length);
                    } else {
                        files.put(unpacked, length);
                    }
                });
        return files;
    }

    private static void requireWhole(Path folder, String file, long length) {
        Path path = folder.resolve(file);
        try {
            String found = Files.isRegularFile(path) ? "has " + Files.size(path) + " bytes" : "is missing";
            if (!found.equals("has " + length + " bytes")) {
                throw new OracleException("DJL's cache is damaged: " + path + " " + found + ", where " + length
                        + " belong; delete " + folder + ", the next run unpacks it again");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private void requireRoom(long needed) {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, "room", ".tmp"));
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < needed) {
                throw new OracleException("PyTorch cannot be unpacked into DJL's cache " + root + ": it takes "
                        + megabytes(needed) + ", and " + megabytes(free) + " are free; make room, or " + ANOTHER
                        + "that has some");
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private static String megabytes(long bytes) {
        return Math.floorDiv(bytes, 1_000_000) + " MB";
    }

    /** Java names the class of the error, and only some of its messages say what it was. */
    private static String reason(IOException e) {
        String where = e instanceof FileSystemException failed ? failed.getFile() + ": " : "";
        if (e instanceof AccessDeniedException) {
            return where + "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return where + "a file is there, where a folder has to be";
        }
        if (e instanceof NoSuchFileException) {
            return where + "the folder cannot be made";
        }
        return where + (e instanceof FileSystemException failed ? failed.getReason() : e.getMessage());
    }
}
