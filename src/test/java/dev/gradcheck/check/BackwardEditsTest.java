package dev.gradcheck.check;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.RandomNetwork;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Edits of the backward passes in the catalogue, one at a time: every kind of layer, in a random network, with its gradient negated, scaled,
 * dropped, or with its upstream gradient ignored, and with each of the mistakes that it names itself. All are found and the guilty layer is
 * named. A name is right if it is the mistake's; it describes if it says what the numbers are, a multiple or zeros, and not whose mistake
 * that is; any other is wrong. The table is written to target/backward-edits.md.
 *
 * <p>With {@code -Pedits} all of them; in each build every fourth, each layer beginning with another one, so that each of the usual edits
 * is made in several layers.
 */
class BackwardEditsTest {
    private static final int NETWORKS = 400;
    private static final int TRIED = 6;

    /** Of so many edits one is made. */
    private static final int SHARE = Integer.getInteger("backward.edits", 4);

    /** Where it makes less of a difference it is not made. */
    private static final double DIFFERENCE = 1e-6;

    /**
     * A changed backward pass.
     *
     * @param name of the change
     * @param rightly what a diagnosis may call it
     * @param of the backward pass
     */
    private record Edit(String name, Set<String> rightly, UnaryOperator<Layer> of) {}

    /** What every residual has shown to be so, whatever the cause. */
    private static final Set<String> DESCRIPTIONS = Set.of(
            "sign",
            "factor",
            "factor for each row",
            "factor for each column",
            "single element",
            "dropped",
            "term missing",
            "mean term missing",
            "loss and derivative do not belong together",
            Diagnosis.UNEXPLAINED);

    /** The words of somebody who does not know the layer for what its own list of mistakes calls otherwise. */
    private static final Map<String, Set<String>> IN_OTHER_WORDS = Map.ofEntries(
            entry("not summed over the batch", Set.of("overwritten instead of added up")),
            // the factor is told as a whole number, with the remedy to look for a mean or a sum over so many
            entry("mean taken for a sum", Set.of("factor")),
            entry("sum taken for a mean", Set.of("factor")),
            entry("upstream gradient ignored", Set.of("upstream ignored")),
            entry("previous sample's value", Set.of("neighbour's value")),
            entry("padding forgotten", Set.of("neighbour's value", "parts swapped")),
            entry("offset forgotten", Set.of("neighbour's value", "parts swapped")),
            entry(
                    "overlapping windows overwritten",
                    Set.of("overwritten instead of added up", "not summed over positions")),
            entry("repetitions not added up", Set.of("overwritten instead of added up", "not summed over positions")),
            entry("repeated index overwritten", Set.of("overwritten instead of added up", "not summed over positions")),
            entry("softmax taken elementwise", Set.of("taken elementwise")),
            entry("normalisation ignored", Set.of("term missing")),
            entry("variance term missing", Set.of("term missing")),
            entry("dropout mask missing", Set.of("activation mask missing")));

    /** What came of it. */
    private record Outcome(String kind, String edit, boolean found, boolean guilty, String named, boolean rightly) {
        boolean wrongly() {
            return found && !rightly && !DESCRIPTIONS.contains(named);
        }

        String row() {
            return "| " + kind + " | " + edit + " | " + (found ? "found" : "MISSED") + " | "
                    + (guilty ? "named" : "NOT NAMED") + " | " + named
                    + (rightly ? "" : wrongly() ? " (wrong)" : " (a description)") + " |";
        }
    }

    @Test
    void all_are_found_in_the_guilty_layer_and_seldom_misnamed() throws IOException {
        List<NetworkSample> networks = networks();
        List<String> kinds =
                LayerSources.standard().all().keySet().stream().sorted().toList();
        List<Outcome> outcomes = IntStream.range(0, kinds.size())
                .boxed()
                .flatMap(k -> outcomes(kinds.get(k), k % SHARE, networks))
                .toList();
        Files.writeString(
                Path.of("target", "backward-edits.md"),
                "| layer | edit | found | guilty layer | fault |\n|---|---|---|---|---|\n"
                        + String.join("\n", outcomes.stream().map(Outcome::row).toList()) + "\n");
        assertThat(outcomes).hasSizeGreaterThan(50);
        assertThat(outcomes).filteredOn(o -> !o.found()).isEmpty();
        assertThat(outcomes).filteredOn(o -> !o.guilty()).isEmpty();
        assertThat(outcomes.stream().filter(Outcome::wrongly).count()).isLessThanOrEqualTo(outcomes.size() / 50);
        assertThat(outcomes.stream().filter(Outcome::rightly).count()).isGreaterThanOrEqualTo(outcomes.size() * 4 / 5);
    }

    private static List<NetworkSample> networks() {
        return IntStream.range(0, NETWORKS)
                .mapToObj(seed -> RandomNetwork.draw(
                        LayerSources.standard(), LayerCatalog.standard(), new SplittableRandom(seed)::nextLong))
                .filter(sample -> sample.weights() == Weights.ORDINARY
                        && sample.architecture().nodes().size() > 1)
                .toList();
    }

    private static Stream<Outcome> outcomes(String kind, int first, List<NetworkSample> networks) {
        List<NetworkSample> with = networks.stream()
                .filter(sample -> place(kind, sample) >= 0)
                .limit(TRIED)
                .toList();
        List<String> names = Stream.concat(
                        edits(Optional.empty()).map(Edit::name),
                        with.stream()
                                .flatMap(sample -> layer(kind, sample).mistakes().stream())
                                .map(Layer.Mistake::fault)
                                .distinct())
                .toList();
        return IntStream.range(0, names.size())
                .filter(i -> i % SHARE == first)
                .mapToObj(names::get)
                .flatMap(name -> with.stream()
                        .flatMap(s -> outcome(kind, name, s).stream())
                        .limit(1));
    }

    private static Optional<Outcome> outcome(String kind, String name, NetworkSample sample) {
        int index = place(kind, sample);
        Network sound = LayerCatalog.standard().network("net", sample.architecture());
        Layer layer = sound.places().get(index).layer();
        Parameters point = sample.point().in(Arithmetic.nearest(DType.FLOAT64));
        return edits(Optional.of(layer))
                .filter(edit -> edit.name().equals(name))
                .filter(edit -> differs(sound, sound.with(index, edit.of().apply(layer)), point))
                .findFirst()
                .map(edit -> judged(kind, edit, sound.with(index, edit.of().apply(layer)), index, point));
    }

    private static Outcome judged(String kind, Edit edit, Network wrong, int index, Parameters point) {
        List<Finding> found = new GradientCheck("net", wrong, point, DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run().failures().stream()
                        .filter(f -> f.verdict() == Verdict.DISAGREES
                                && f.diagnosis().isPresent())
                        .toList();
        String guilty = "layer " + wrong.places().get(index).name() + " (";
        boolean isNamed = !found.isEmpty()
                && found.stream()
                        .filter(f -> f.witness().isOracle())
                        .allMatch(f -> f.diagnosis().orElseThrow().sentence().startsWith(guilty));
        String named = found.stream()
                .map(f -> f.diagnosis().orElseThrow().fault())
                .findFirst()
                .orElse("nothing");
        return new Outcome(
                kind,
                edit.name(),
                !found.isEmpty(),
                isNamed,
                named,
                edit.rightly().contains(named));
    }

    private static Stream<Edit> edits(Optional<Layer> layer) {
        Stream<Edit> general = Stream.of(
                of("sign", Set.of("sign"), bar -> bar.times(-1)),
                of("factor 2", Set.of("factor"), bar -> bar.times(2)),
                of("factor ½", Set.of("factor"), bar -> bar.times(0.5)),
                of("dropped", Set.of("dropped"), bar -> bar.times(0)),
                new Edit(
                        "upstream ignored",
                        Set.of("upstream ignored", "upstream gradient ignored"),
                        l -> edited(l, (v, bar) -> bar, v -> Tensor.ones(v.dtype(), v.shape())
                                .in(v.arithmetic()))));
        Stream<Edit> own = layer.stream()
                .flatMap(l -> l.mistakes().stream())
                .map(m -> new Edit(m.fault(), rightly(m.fault()), l -> m.layer()));
        return Stream.concat(general, own);
    }

    private static Set<String> rightly(String fault) {
        Set<String> names = new HashSet<>(IN_OTHER_WORDS.getOrDefault(fault, Set.of()));
        names.add(fault);
        return names;
    }

    private static Edit of(String name, Set<String> rightly, UnaryOperator<Tensor> change) {
        return new Edit(name, rightly, l -> edited(l, (v, bar) -> change.apply(bar), v -> v));
    }

    /** The same forward pass; the backward pass of another upstream gradient, and every gradient of it changed. */
    private static Layer edited(Layer layer, BinaryOperator<Tensor> change, UnaryOperator<Tensor> upstream) {
        return new Layer() {
            @Override
            public String name() {
                return layer.name();
            }

            @Override
            public Applied apply(Parameters parameters, List<Tensor> inputs) {
                Applied right = layer.apply(parameters, inputs);
                return new Applied(right.output(), v -> {
                    Pulled pulled = right.backward().apply(upstream.apply(v));
                    List<Tensor> bars = new ArrayList<>();
                    pulled.inputBars().forEach(bar -> bars.add(change.apply(v, bar)));
                    return new Pulled(bars, pulled.parameterBars().map(bar -> change.apply(v, bar)));
                });
            }

            @Override
            public List<Mistake> mistakes() {
                return layer.mistakes();
            }
        };
    }

    private static boolean differs(Network right, Network wrong, Parameters point) {
        Tensor one = Tensor.ones(DType.FLOAT64, right.primal(point).shape());
        Parameters a = right.vjp(point).pullback().apply(one);
        Parameters b = wrong.vjp(point).pullback().apply(one);
        return a.names().stream()
                .anyMatch(name -> a.get(name).minus(b.get(name)).maxAbs()
                        > DIFFERENCE * a.get(name).maxAbs());
    }

    private static int place(String kind, NetworkSample sample) {
        return IntStream.range(0, sample.architecture().nodes().size())
                .filter(i -> sample.architecture().nodes().get(i).kind().equals(kind))
                .findFirst()
                .orElse(-1);
    }

    private static Layer layer(String kind, NetworkSample sample) {
        return LayerCatalog.standard().layer(sample.architecture().nodes().get(place(kind, sample)));
    }
}
