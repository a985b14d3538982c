package dev.gradcheck.score;

import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.DType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What the best known tools flag at their defaults, in %, on other random nets of the same kinds in float64, measured elsewhere: with the
 * real libraries or, marked *, by their published rule. "(noise)": the rule flags most correct nets of that kind, too.
 */
public final class Peers {
    /** The note that belongs to the figures wherever they stand. */
    public static final String NOTE =
            "The columns of the other tools were measured elsewhere, on other random nets of the same kinds in"
                    + " float64, at the tools' defaults, with the real libraries or (*) by their published rule. (noise): the rule flags most correct"
                    + " nets of that kind, too, so that its detections mean nothing.";

    private static final Map<String, Object> FIGURES = read();
    private static final String NOTHING = "";

    private Peers() {}

    /** {@return the tools, in the order of their figures} */
    public static List<String> tools() {
        return texts(FIGURES.get("tools"));
    }

    /**
     * {@return for each tool what it flags, in %; empty texts where nothing was measured}
     *
     * @param kind of the records
     */
    public static List<String> flagged(FaultKind kind) {
        Object figures = ((Map<?, ?>) FIGURES.get("flagged")).get(kind.kind());
        boolean isMeasured = figures != null && kind.dtype() == DType.FLOAT64;
        return isMeasured ? texts(figures) : Collections.nCopies(tools().size(), NOTHING);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    private static Map<String, Object> read() {
        try (InputStream file = Peers.class.getResourceAsStream("/peers.json")) {
            return Json.map(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("peers.json cannot be read from the classpath", e);
        }
    }
}
