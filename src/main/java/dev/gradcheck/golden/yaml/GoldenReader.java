package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.NetworkCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads golden files. Bad content never throws: it becomes the file's problems, one for each mistake.
 *
 * @param networks the networks that files can name
 */
public record GoldenReader(NetworkCatalog networks) {
    /**
     * Reads one file; its cases are called by its name. What it reads beside itself lies in its folder.
     *
     * @param file a file
     * @return its cases or its problems
     */
    public GoldenFile read(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return read(new Source(folder, file, new HashSet<>()), GoldenFolder.id(file.getFileName()));
    }

    /**
     * Reads every {@code .yaml}, {@code .yml} and {@code .json} file below a folder. Every other file there has to be one that a case
     * reads: one that nobody would read is a mistake.
     *
     * @param folder a folder
     * @return one result for each file, sorted by path; a single problem if there is no such file
     */
    public List<GoldenFile> readAll(Path folder) {
        GoldenFolder found = GoldenFolder.list(folder);
        Set<Path> used = new HashSet<>();
        Set<String> ids = new HashSet<>();
        List<GoldenFile> results = new ArrayList<>(found.unreadable());
        for (Path file : found.files()) {
            GoldenFile read = read(new Source(folder, file, used), GoldenFolder.id(folder.relativize(file)));
            Optional<String> twice = read.cases().stream()
                    .map(GoldenCase::id)
                    .filter(id -> !ids.add(id))
                    .findFirst();
            results.add(twice.map(id -> GoldenFolder.sameName(file, id)).orElse(read));
        }
        results.addAll(found.unread(used));
        return results.stream()
                .sorted(Comparator.comparing(file -> GoldenFolder.id(folder.relativize(file.file()))))
                .toList();
    }

    private GoldenFile read(Source source, String id) {
        Problems problems = new Problems(source);
        Function<Item, List<GoldenCase>> cases = root -> new CaseReader(source, id, networks, problems).read(root);
        Optional<String> text = SourceText.read(source.folder(), source.file(), problems);
        // a key that stands twice leaves open which of the two counts: what follows from either is no mistake of its
        // own
        Optional<List<GoldenCase>> read = text.flatMap(t -> YamlTree.parse(source.file(), t, problems))
                .filter(root -> problems.isEmpty())
                .map(cases);
        return problems.isEmpty()
                ? new GoldenFile.Readable(source.file(), read.orElseThrow())
                : new GoldenFile.Unreadable(source.file(), problems.inOrder(text.orElse("")));
    }
}
