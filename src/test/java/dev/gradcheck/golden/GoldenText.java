package dev.gradcheck.golden;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A golden file without a mistake, to be spoilt by a test, and what the reader says of it. */
record GoldenText(String text) {
    static final GoldenText GOOD = new GoldenText("""
            network: notebook
            dtype: float32
            provenance: by hand
            parameters:
              Wh: [[2, 4], [3, -5]]
              bh: [[-2], [1]]
              Wo: [4, 6]
              bo: [-3.5]
            input: [[1], [1]]
            target: 1
            expected:
              match: as printed
              loss: 3.6954948e-06
              gradients:
                Wo: [[-1.4781952e-05], [-0.0]]
            known:
              - gradient: Wo
                verdict: malformed
                shape: [2, 1]
                reason: as it stands
            """);

    /** The same, of a network that the file describes: two layers that share, and an input that is differentiated. */
    static final GoldenText INLINE = new GoldenText("""
            network:
              - kind: linear
                name: a
              - {kind: leaky-relu, slope: 0.25}
              - {kind: linear, parameters: a}
              - kind: mse
                name: loss
                target: [[1, 2]]
            dtype: float64
            provenance: by hand
            parameters:
              a.weight: [[2, 0], [0, 3]]
              a.bias: [1, -1]
              input: [[1, -1]]
            expected:
              match: as printed
              a: [[3, -4]]
              1: [[3, -1]]
              loss: 36
              gradients:
                a.weight: [[30, -18], [-22.5, 10.5]]
                a.bias: [18, -10.5]
                input: [[24, -13.5]]
            """);

    /** A copy with one piece of text replaced, which must be there. */
    GoldenText with(String piece, String replacement) {
        if (!text.contains(piece)) {
            throw new IllegalArgumentException("no " + piece + " in " + text);
        }
        return new GoldenText(text.replace(piece, replacement));
    }

    GoldenFile in(Path folder) {
        return read(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    GoldenCase caseIn(Path folder) {
        GoldenFile file = in(folder);
        if (file.cases().size() != 1) {
            throw new IllegalStateException("not one case: " + file);
        }
        return file.cases().get(0);
    }

    /** The problems as their texts, without the folder. */
    List<String> problemsIn(Path folder) {
        return in(folder).problems().stream()
                .map(problem -> problem.toString().replace(folder.toString().replace('\\', '/') + "/", ""))
                .toList();
    }

    static GoldenFile read(Path folder, byte[] bytes) {
        Path file = folder.resolve("case.yaml");
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GoldenReader(NotebookNetworks.catalog()).read(file);
    }
}
