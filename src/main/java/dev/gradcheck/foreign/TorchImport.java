package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A dump of PyTorch as a golden case that claims its gradients. */
public final class TorchImport {
    private static final String LOSS = "loss";

    private final Dump dump;
    private final DType dtype;

    private TorchImport(Dump dump, DType dtype) {
        this.dump = dump;
        this.dtype = dtype;
    }

    /**
     * Makes a case of a dump.
     *
     * @param paths a folder, or files
     * @param name of the case, beside whose file the numbers will stand that are too many for it
     * @return its text, and what it needs beside it
     * @throws Refusal if the dump cannot be read, or something in it has no counterpart here
     */
    public static ImportedCase of(List<Path> paths, String name) throws Refusal {
        Dump dump = Dump.read(paths);
        DType dtype = dtype(dump, paths.get(0));
        requireUntied(dump);
        TorchImport torch = new TorchImport(dump, dtype);
        Sketch sketch = torch.sketch();
        return new CaseText(dump, dtype, name).of(sketch, torch.provenance(paths.get(0)));
    }

    /** The floating dtype of everything: another one somewhere would have been promoted in PyTorch, and not here. */
    private static DType dtype(Dump dump, Path place) throws Refusal {
        TreeSet<DType> dtypes = dump.all()
                .map(stored -> stored.tensor().dtype())
                .filter(DType::isFloating)
                .collect(Collectors.toCollection(TreeSet::new));
        if (dtypes.size() == 1) {
            return dtypes.first();
        }
        throw new Refusal(
                Location.of(place),
                "the tensors are " + dtypes.stream().map(DType::toString).collect(Collectors.joining(" and ")),
                "a case is declared in one floating dtype",
                "dump parameters, gradients, x and y in the one in which the network computes");
    }

    /** PyTorch gives a parameter with two names one gradient, of all its uses, under the first; here each layer would get its own. */
    private static void requireUntied(Dump dump) throws Refusal {
        for (Map.Entry<String, Stored> one : dump.weights().entrySet()) {
            Tensor tensor = one.getValue().tensor();
            boolean isPlain = Arrays.stream(tensor.values()).distinct().count() <= 1;
            Optional<String> same = isPlain || dump.gradients().containsKey(one.getKey())
                    ? Optional.empty()
                    : dump.gradients().keySet().stream()
                            .filter(name -> dump.weights().containsKey(name)
                                    && dump.weights().get(name).tensor().equals(tensor))
                            .findFirst();
            if (same.isPresent()) {
                throw new Refusal(
                        Location.of(one.getValue().file()),
                        one.getKey() + " has no gradient, and the numbers of " + same.get()
                                + ": both names are of one parameter",
                        "each parameter has one name in a case",
                        "describe the network by hand, and let both layers say the same under 'parameters'");
            }
        }
    }

    private Sketch sketch() throws Refusal {
        if (dump.printed().isEmpty()) {
            return new Guess(dump).sketch();
        }
        TorchText.Printed printed = dump.printed().get();
        TorchNetwork network = new TorchNetwork(dump, dtype, printed);
        Sketch sketch = printed.graph().isPresent() && !printed.net().isChain()
                ? new TorchGraph(network, printed.net(), printed.graph().get()).sketch()
                : network.chain(printed.net());
        return withLoss(sketch, printed);
    }

    /** A network that is not known for certain does not get its loss, so that nobody takes its verdict for one on the gradients. */
    private Sketch withLoss(Sketch sketch, TorchText.Printed printed) throws Refusal {
        if (printed.loss().isEmpty() || dump.target().isEmpty()) {
            return sketch.with(Sketch.Line.remark("the loss, with its target: {kind: …, target: …}"))
                    .asking(
                            printed.loss().isEmpty()
                                    ? "the dump names no loss; it is one of "
                                            + String.join(", ", TorchLosses.kindsOfLosses())
                                    : "the dump has no target of the loss: np.save(\"y.npy\", y)");
        }
        Tensor target = dump.target().get().tensor();
        TorchLayers.Translated loss = TorchLosses.of(printed.loss().get(), target);
        Node node = new Node(LOSS, loss.kind(), List.of(sketch.output()), LOSS, loss.attributes());
        return sketch.with(
                sketch.questions().isEmpty() ? Sketch.Line.of(node, loss.note()) : Sketch.Line.open(node, loss.note()));
    }

    private String provenance(Path dumped) {
        String version = dump.printed()
                .flatMap(TorchText.Printed::version)
                .map(v -> " " + v)
                .orElse("");
        return "PyTorch" + version + ", autograd; imported from the dump '"
                + dumped.toAbsolutePath().normalize().getFileName() + "'.";
    }
}
