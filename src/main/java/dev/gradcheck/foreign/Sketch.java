package dev.gradcheck.foreign;

import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as far as a dump tells it, and what it does not tell.
 *
 * @param lines of the list of layers
 * @param inputs by the names that the layers have for them
 * @param output the name of the value that the layers come to
 * @param questions what a person has to say, each in one sentence; none if the network is known
 */
record Sketch(List<Line> lines, Map<String, Tensor> inputs, String output, List<String> questions) {
    /**
     * A layer, or a sentence in the place of one.
     *
     * @param node the layer
     * @param isOpen whether a person has to say that it is the right one: it is written as a comment then
     * @param note a sentence behind or instead of it; may be empty
     */
    record Line(Optional<Node> node, boolean isOpen, String note) {
        static Line of(Node node, String note) {
            return new Line(Optional.of(node), false, note);
        }

        static Line open(Node node, String note) {
            return new Line(Optional.of(node), true, note);
        }

        static Line remark(String note) {
            return new Line(Optional.empty(), true, note);
        }
    }

    Sketch {
        lines = List.copyOf(lines);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        questions = List.copyOf(questions);
    }

    Sketch endingIn(String value) {
        return new Sketch(lines, inputs, value, questions);
    }

    Sketch with(Line line) {
        List<Line> more = new ArrayList<>(lines);
        more.add(line);
        return new Sketch(more, inputs, output, questions);
    }

    Sketch asking(String question) {
        List<String> more = new ArrayList<>(questions);
        more.add(question);
        return new Sketch(lines, inputs, output, more);
    }
}
