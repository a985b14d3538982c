package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a folder of golden cases.
 *
 * @param files golden files, sorted by their names
 * @param others what only a case that names it would read
 * @param unreadable what nobody can read, each with its reason
 */
record GoldenFolder(List<Path> files, List<Path> others, List<GoldenFile> unreadable) {
    /** Where the schema of golden files stands; it is no case. */
    static final String SCHEMA = "golden-case.schema.json";

    private static final Pattern GOLDEN = Pattern.compile(".*\\.(yaml|yml|json)");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]*");

    /** What others keep in a folder: for people, for git, for a Mac. */
    private static final Pattern ABOUT =
            Pattern.compile("README|.*\\.md|\\.gitignore|\\.gitattributes|\\.gitkeep|\\.DS_Store");

    private static final String RULE =
            "golden cases are .yaml, .yml or .json files, in lower case; any other file is read where a"
                    + " case names it";

    static GoldenFolder list(Path folder) {
        if (Files.isRegularFile(folder)) {
            return nothing(problem(folder, "is a file", RULE, "name the folder that the golden files are in"));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return of(
                    folder,
                    all.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                            .sorted(Comparator.comparing(file -> id(folder.relativize(file))))
                            .toList());
        } catch (IOException | UncheckedIOException e) {
            String what = Files.exists(folder) ? "cannot be listed: " + e : "there is no such folder";
            return nothing(problem(folder, what, RULE, "check the path of the folder"));
        }
    }

    private static GoldenFolder of(Path folder, List<Path> paths) {
        List<Path> files = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        List<GoldenFile> unreadable = new ArrayList<>();
        for (Path path : paths) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                unreadable.add(problem(
                        path,
                        "is a link to a folder, which is not followed",
                        RULE,
                        "put a copy in the place of the link"));
            } else if (GOLDEN.matcher(name).matches() && !name.equals(SCHEMA)) {
                if (isPlain(folder.relativize(path))) {
                    files.add(path);
                } else {
                    unreadable.add(strange(path));
                }
            } else if (!name.equals(SCHEMA) && !ABOUT.matcher(name).matches()) {
                others.add(path);
            }
        }
        return files.isEmpty() && others.isEmpty() && unreadable.isEmpty()
                ? nothing(problem(folder, "holds no golden file", RULE, "check the path of the folder"))
                : new GoldenFolder(files, others, unreadable);
    }

    /** What nobody has read. */
    List<GoldenFile> unread(Set<Path> used) {
        return others.stream()
                .filter(path -> !used.contains(real(path)))
                .map(path -> problem(
                        path,
                        "nobody reads this file",
                        RULE,
                        "give it one of these endings, name it in a case ({file: " + path.getFileName()
                                + "}), or move it elsewhere"))
                .toList();
    }

    /** The path without the ending. */
    static String id(Path file) {
        return file.toString().replace('\\', '/').replaceFirst("\\.[^./]*$", "");
    }

    static GoldenFile sameName(Path file, String id) {
        return problem(
                file,
                "another file is called " + id + " too",
                "a case is named by its file, without the ending, and by its dtype where the file lists several",
                "rename one of them");
    }

    private static boolean isPlain(Path path) {
        for (Path part : path) {
            if (!PLAIN.matcher(part.toString()).matches()) {
                return false;
            }
        }
        return true;
    }

    private static GoldenFile strange(Path path) {
        return problem(
                path,
                "the name '" + path.getFileName() + "' cannot be the name of a case",
                "a case is named by its file and its folders: letters, digits, '_', '-', '+' and '.', which does not come first",
                "rename it");
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static GoldenFolder nothing(GoldenFile problem) {
        return new GoldenFolder(List.of(), List.of(), List.of(problem));
    }

    private static GoldenFile problem(Path path, String what, String rule, String remedy) {
        return new GoldenFile.Unreadable(path, List.of(new GoldenProblem(Location.of(path), what, rule, remedy)));
    }
}
