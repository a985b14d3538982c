package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code print(net, loss, net.training, torch.__version__)} writes: the network as a tree of modules, and behind it in any order
 * the loss (a module or a function), whether the network was in training, PyTorch's version, and the graph of
 * {@code torch.fx.symbolic_trace(net)}.
 */
final class TorchText {
    private static final Pattern BLANK = Pattern.compile("[\\s,]*+");
    private static final Pattern TYPE = Pattern.compile("([A-Za-z_]\\w*+)\\(");
    private static final Pattern CHILD = Pattern.compile("\\(([\\w.]++)(?:-(\\d{1,4}))?+\\): (?:\\d{1,4} x )?+");
    private static final Pattern OPTION = Pattern.compile("([A-Za-z_]\\w*+)=");
    private static final Pattern FUNCTION = Pattern.compile("<(?:built-in )?(?:function|method) (\\w++)[^>]*+>");
    private static final Pattern TRAINING = Pattern.compile("(True|False)\\b");
    private static final Pattern VERSION = Pattern.compile("\\d++\\.\\d++[\\w.+]*+");
    private static final Pattern GRAPH = Pattern.compile("graph\\(\\):\\R((?: {4}.*+(?:\\R|$))++)");
    private static final int DEPTH = 50;

    /** Ranges within ranges make many of a few lines. */
    private static final int MODULES = 10_000;

    private final Path file;
    private final String text;
    private int at;
    private int modules;

    private TorchText(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * What was printed.
     *
     * @param net the network
     * @param loss a module, or a function as one without arguments
     * @param training whether the network was in training
     * @param version of PyTorch
     * @param graph the lines of the graph, and where they begin
     */
    record Printed(
            TorchModule net,
            Optional<TorchModule> loss,
            Optional<Boolean> training,
            Optional<String> version,
            Optional<Graph> graph) {}

    /**
     * The lines of a traced graph.
     *
     * @param location of the first
     * @param lines of the file
     */
    record Graph(Location location, List<String> lines) {}

    /**
     * Reads it.
     *
     * @param file for messages
     */
    static Printed read(Path file, String text) throws Refusal {
        return new TorchText(file, text).read();
    }

    private Printed read() throws Refusal {
        take(BLANK);
        TorchModule net = module("", 0);
        Printed printed = new Printed(net, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        for (take(BLANK); at < text.length(); take(BLANK)) {
            printed = next(printed);
        }
        return printed;
    }

    private Printed next(Printed p) throws Refusal {
        Location place = place();
        Optional<Matcher> lines = take(GRAPH);
        if (lines.isPresent()) {
            Location first = new Location(file, place.line() + 1, 1);
            Graph graph = new Graph(first, lines.get().group(1).lines().toList());
            return new Printed(p.net, p.loss, p.training, p.version, Optional.of(graph));
        }
        Optional<String> training = take(TRAINING).map(Matcher::group);
        if (training.isPresent()) {
            return new Printed(p.net, p.loss, training.map("True"::equals), p.version, p.graph);
        }
        Optional<String> version = take(VERSION).map(Matcher::group);
        if (version.isPresent()) {
            return new Printed(p.net, p.loss, p.training, version, p.graph);
        }
        Optional<String> function = take(FUNCTION).map(found -> found.group(1));
        TorchModule loss = function.isPresent()
                ? new TorchModule("", function.get(), List.of(), Map.of(), List.of(), place)
                : module("", 0);
        return new Printed(p.net, Optional.of(loss), p.training, p.version, p.graph);
    }

    private TorchModule module(String path, int depth) throws Refusal {
        Location place = place();
        Optional<Matcher> type = take(TYPE);
        if (type.isEmpty()) {
            throw unreadable(place, "no module begins here");
        }
        if (depth > DEPTH || ++modules > MODULES) {
            throw unreadable(
                    place, "the network has more than " + MODULES + " modules, or " + DEPTH + " within each other");
        }
        List<String> given = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        List<TorchModule> children = new ArrayList<>();
        for (take(BLANK); !isAt(')'); take(BLANK)) {
            Optional<Matcher> child = take(CHILD);
            Optional<Matcher> option = child.isPresent() ? Optional.empty() : take(OPTION);
            if (child.isPresent()) {
                children(path, child.get(), children, depth);
            } else if (option.isPresent()) {
                options.put(option.get().group(1), value());
            } else {
                given.add(value());
            }
        }
        at++;
        return new TorchModule(path, type.get().group(1), given, options, children, place);
    }

    /** One, or as many as a range has, which PyTorch prints once: {@code (0-5): 6 x Linear(…)}. */
    private void children(String path, Matcher child, List<TorchModule> children, int depth) throws Refusal {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (child.group(2) == null) {
            children.add(module(prefix + child.group(1), depth + 1));
            return;
        }
        int start = at;
        int last = Integer.parseInt(child.group(2));
        for (int i = Integer.parseInt(child.group(1)); i <= last; i++) {
            at = start;
            children.add(module(prefix + i, depth + 1));
        }
    }

    /** Up to a comma, a bracket that closes, or the end of the line; quotes are dropped. */
    private String value() throws Refusal {
        int start = at;
        int open = 0;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (open == 0 && (c == ',' || c == ')')) {
                break;
            }
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            at++;
        }
        if (at == start || at == text.length()) {
            throw unreadable(place(), "an argument is not closed");
        }
        return text.substring(start, at).strip().replaceAll("^'(.*)'$", "$1");
    }

    private boolean isAt(char c) throws Refusal {
        if (at == text.length()) {
            throw unreadable(place(), "the text ends within a module");
        }
        return text.charAt(at) == c;
    }

    private Optional<Matcher> take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }

    private Location place() {
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new Location(file, line, at - text.lastIndexOf('\n', at - 1));
    }

    private Refusal unreadable(Location place, String what) {
        return new Refusal(
                place,
                what,
                "the description of a network is what PyTorch prints of it, and of its loss",
                "write it with print(net, loss_fn, net.training, file=open(\"net.txt\", \"w\"))");
    }
}
