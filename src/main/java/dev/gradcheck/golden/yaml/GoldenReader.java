package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.NetworkCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads golden files. Bad content never throws: it becomes the file's problems, one for each mistake.
 *
 * @param networks the networks that files can name
 */
public record GoldenReader(NetworkCatalog networks) {
    /**
     * Reads one file; its cases are called by its name.
     *
     * @param file a file
     * @return its cases or its problems
     */
    public GoldenFile read(Path file) {
        return read(file, id(file.getFileName()));
    }

    /**
     * Reads every {@code .yaml}, {@code .yml} and {@code .json} file below a folder.
     *
     * @param folder a folder
     * @return one result for each file, sorted by path; a single problem if there is no such file
     */
    public List<GoldenFile> readAll(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(GoldenReader::isGolden)
                    .sorted(Comparator.comparing(file -> id(folder.relativize(file))))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(unreadable(folder, "cannot be listed: " + e));
        }
        return files.isEmpty() ? List.of(unreadable(folder, "holds no golden file")) : readAll(folder, files);
    }

    private List<GoldenFile> readAll(Path folder, List<Path> files) {
        Set<String> ids = new HashSet<>();
        List<GoldenFile> results = new ArrayList<>();
        for (Path file : files) {
            String id = id(folder.relativize(file));
            results.add(ids.add(id) ? read(file, id) : sameName(file, id));
        }
        return results;
    }

    private GoldenFile read(Path file, String id) {
        Problems problems = new Problems();
        Function<Item, List<GoldenCase>> cases = root -> new CaseReader(file, id, networks, problems).read(root);
        Optional<List<GoldenCase>> read = SourceText.read(file, problems)
                .flatMap(text -> YamlTree.parse(file, text, problems))
                .map(cases);
        return problems.isEmpty()
                ? new GoldenFile.Readable(file, read.orElseThrow())
                : new GoldenFile.Unreadable(file, problems.inOrder());
    }

    private static boolean isGolden(Path file) {
        return file.getFileName().toString().matches(".*\\.(yaml|yml|json)") && Files.isRegularFile(file);
    }

    private static String id(Path file) {
        return file.toString().replace('\\', '/').replaceFirst("\\.[^./]*$", "");
    }

    private static GoldenFile sameName(Path file, String id) {
        Problems problems = new Problems();
        problems.add(
                Location.of(file),
                "another file is called " + id + " too",
                "a case is named by its file, without the ending",
                "rename one of them");
        return new GoldenFile.Unreadable(file, problems.inOrder());
    }

    private static GoldenFile unreadable(Path folder, String what) {
        Problems problems = new Problems();
        problems.add(
                Location.of(folder),
                what,
                "golden cases are .yaml, .yml or .json files in a folder",
                "check the path of the folder");
        return new GoldenFile.Unreadable(folder, problems.inOrder());
    }

    /** The text of a file, which must be UTF-8; a byte order mark is dropped. */
    final class SourceText {
        private SourceText() {}

        static Optional<String> read(Path file, Problems problems) {
            try {
                return decode(file, Files.readAllBytes(file), problems);
            } catch (IOException e) {
                return problems.add(
                        Location.of(file),
                        "cannot be read: " + e,
                        "a golden file is a readable file",
                        "check that it exists, and who may read it");
            }
        }

        private static Optional<String> decode(Path file, byte[] bytes, Problems problems) {
            // A char for each byte is always room enough.
            CharBuffer chars = CharBuffer.allocate(bytes.length);
            ByteBuffer input = ByteBuffer.wrap(bytes);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, chars, true);
            String text = chars.flip().toString();
            if (result.isError()) {
                return problems.add(
                        end(file, text),
                        String.format("the byte 0x%02x is not UTF-8", bytes[input.position()]),
                        "a golden file is UTF-8 text",
                        "save the file as UTF-8");
            }
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }

        private static Location end(Path file, String text) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            return new Location(file, line, text.length() - text.lastIndexOf('\n'));
        }
    }
}
