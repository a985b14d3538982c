package dev.gradcheck.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Allure's command line, unpacked from the class path where it is not yet: its zip file stands there as a dependency of the plugin that
 * makes the report. A plugin that unpacks would be loaded by every build, for nothing.
 *
 * @param home the folder that the command line is in, named as it is in the zip file
 * @param classes whose class path it is
 */
record AllureZip(Path home, ClassLoader classes) {
    private static final String LIB = "lib";

    /**
     * Does nothing if it is there. Another name until all is there: a build that was stopped leaves no half of it.
     *
     * @throws IOException in one sentence, if it is neither there nor on the class path, or if it cannot be written
     */
    void unpack() throws IOException {
        if (Files.isDirectory(home.resolve(LIB))) {
            return;
        }
        String name = home.getFileName().toString();
        URL within = classes.getResource(name + "/" + LIB + "/");
        if (within == null) {
            throw new Sentence(
                    "Allure's command line is neither in " + home + " nor on the class path as "
                            + "allure-commandline.zip. The build of this project has it (mvn verify); elsewhere unpack it there");
        }
        Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
        Path part = Files.createTempDirectory(parent, "part");
        try {
            extract(((JarURLConnection) within.openConnection()).getJarFile(), name + "/", part);
            ReportFolder.delete(home);
            Files.move(part, home);
        } finally {
            ReportFolder.delete(part);
        }
    }

    private static void extract(JarFile zip, String prefix, Path to) throws IOException {
        for (ZipEntry entry :
                zip.stream().filter(e -> e.getName().startsWith(prefix)).toList()) {
            Path path = to.resolve(entry.getName().substring(prefix.length())).normalize();
            if (!path.startsWith(to)) {
                throw new IOException(entry.getName() + " of " + zip.getName() + " leads out of its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, path);
                }
            }
        }
    }
}
