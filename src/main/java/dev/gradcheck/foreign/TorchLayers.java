package dev.gradcheck.foreign;

import dev.gradcheck.graph.Attribute;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** PyTorch's modules as kinds of layers: one row for each. What print does not show is written with PyTorch's default, and noted. */
final class TorchLayers {
    private static final Map<String, Row> ROWS = rows();

    private TorchLayers() {}

    /**
     * A module as a kind of layer.
     *
     * @param kind of the layer
     * @param attributes that differ from the kind's defaults, or that are worth to be seen
     * @param note what was assumed, for a person; may be empty
     */
    record Translated(String kind, Attributes attributes, String note) {}

    private interface Row {
        Translated of(Told told) throws Refusal;
    }

    /** The names of all modules that have a row. */
    static List<String> known() {
        return List.copyOf(ROWS.keySet());
    }

    static Translated of(TorchModule module, Told.Pass pass) throws Refusal {
        Row row = ROWS.get(module.type());
        if (row == null) {
            throw new Refusal(
                    module.location(),
                    "the module " + module.type() + (module.path().isEmpty() ? "" : " at '" + module.path() + "'")
                            + " has no counterpart here",
                    "a module is one of: " + String.join(", ", known()),
                    "describe it by hand, in operations that are here, or judge the network without it");
        }
        Translated all = row.of(new Told(module, pass));
        return new Translated(all.kind(), withoutDefaults(all), all.note());
    }

    /** What a network is told of training stands there in any case. */
    private static Attributes withoutDefaults(Translated layer) {
        Attributes rest = Attributes.NONE;
        LayerKind kind = LayerKinds.named(layer.kind());
        for (Map.Entry<String, Object> told : layer.attributes().values().entrySet()) {
            boolean isUsual = kind.attributes().stream()
                    .anyMatch(own -> own.name().equals(told.getKey())
                            && own.usual().equals(new Attribute.Usual.Value(told.getValue())));
            rest = isUsual && !told.getKey().equals("training") ? rest : rest.with(told.getKey(), told.getValue());
        }
        return rest;
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        activations(rows);
        products(rows);
        windows(rows);
        norms(rows);
        shapes(rows);
        recurrent(rows);
        return rows;
    }

    private static void activations(Map<String, Row> rows) {
        rows.put("ReLU", told -> plain("relu", told.ignoring("inplace")));
        rows.put(
                "LeakyReLU",
                told -> plain("leaky-relu", told.ignoring("inplace").number("negative_slope", "slope")));
        rows.put("PReLU", told -> plain("prelu", told.ignoring("num_parameters")));
        rows.put("Tanh", told -> plain("tanh", told));
        rows.put("Sigmoid", told -> plain("sigmoid", told));
        rows.put(
                "Softplus",
                told -> plain("softplus", told.only("beta", "1", "1.0").only("threshold", "20", "20.0")));
        rows.put("ELU", told -> plain("elu", told.ignoring("inplace").number("alpha", "alpha")));
        rows.put("SELU", told -> plain("selu", told.ignoring("inplace")));
        rows.put("GELU", told -> {
            boolean isTanh = told.find("approximate").filter("tanh"::equals).isPresent();
            return plain(isTanh ? "gelu-tanh" : "gelu", told);
        });
        rows.put("SiLU", told -> plain("silu", told.ignoring("inplace")));
        rows.put("Identity", told -> plain("identity", told));
        rows.put("Softmax", told -> noted("softmax", lastAxis(told), "along the last axis"));
    }

    private static void products(Map<String, Row> rows) {
        rows.put(
                "Linear",
                told -> plain(
                        "linear", told.ignoring("in_features", "out_features").flag("bias", "bias")));
        rows.put("Embedding", told -> plain("embedding", told.whole("padding_idx", -1, "padding_idx")));
        rows.put("EmbeddingBag", told -> {
            Optional<String> mode = told.find("mode");
            return plain(
                    "embedding-bag",
                    told.only("mode", "mean", "sum")
                            .with("mode", mode.orElse("mean"))
                            .whole("padding_idx", -1, "padding_idx"));
        });
    }

    private static void windows(Map<String, Row> rows) {
        for (String axes : List.of("1d", "2d")) {
            rows.put("Conv" + axes, told -> plain("conv" + axes, convolution(told)));
            rows.put(
                    "ConvTranspose" + axes,
                    told -> plain("conv-transpose" + axes, convolution(told).axes("output_padding", "output_padding")));
            rows.put(
                    "MaxPool" + axes,
                    told -> plain(
                            "max-pool" + axes, pool(told).only("dilation", "1").only("ceil_mode", "False")));
            rows.put("AvgPool" + axes, told -> plain("avg-pool" + axes, pool(told)));
        }
        rows.put(
                "Upsample",
                told -> plain("upsample", told.axes("scale_factor", "scale").only("mode", "nearest")));
    }

    private static Told convolution(Told told) throws Refusal {
        return told.ignoring("kernel_size")
                .axes("stride", "stride")
                .axes("padding", "padding")
                .axes("dilation", "dilation")
                .whole("groups", -1, "groups")
                .flag("bias", "bias");
    }

    private static Told pool(Told told) throws Refusal {
        return told.axes("kernel_size", "kernel").axes("stride", "stride").axes("padding", "padding");
    }

    private static void norms(Map<String, Row> rows) {
        for (String axes : List.of("1d", "2d")) {
            rows.put("BatchNorm" + axes, TorchLayers::batchNorm);
            rows.put(
                    "InstanceNorm" + axes,
                    told -> plain(
                            "instance-norm",
                            told.ignoring("momentum")
                                    .number("eps", "eps")
                                    .flag("affine", "affine")
                                    .only("track_running_stats", "False")));
        }
        rows.put(
                "GroupNorm",
                told -> plain(
                        "group-norm",
                        told.whole("num_groups", 0, "groups")
                                .number("eps", "eps")
                                .flag("affine", "affine")));
        rows.put(
                "LayerNorm",
                told -> plain(
                        "layer-norm",
                        told.oneAxis()
                                .number("eps", "eps")
                                .only("elementwise_affine", "True")
                                .only("bias", "True")));
        rows.put(
                "RMSNorm",
                told -> plain("rms-norm", epsilonOfItsDtype(told.oneAxis()).only("elementwise_affine", "True")));
    }

    private static void shapes(Map<String, Row> rows) {
        rows.put("Flatten", told -> plain("flatten", told.only("start_dim", "1").only("end_dim", "-1")));
        rows.put("Unflatten", told -> {
            String shape = told.find("unflattened_size").orElse("").replaceAll("[()\\s]", "");
            return plain(
                    "reshape",
                    told.only("dim", "1")
                            .with("shape", shape.replaceAll(",$", "").replace(",", "x")));
        });
        rows.put("Dropout", TorchLayers::dropout);
    }

    private static void recurrent(Map<String, Row> rows) {
        rows.put("RNNCell", told -> plain("rnn-cell", told.flag("bias", "bias").only("nonlinearity", "tanh")));
        rows.put("LSTMCell", told -> plain("lstm-cell", told.flag("bias", "bias")));
        rows.put("GRUCell", told -> plain("gru-cell", told.flag("bias", "bias")));
        for (String type : List.of("RNN", "LSTM", "GRU")) {
            rows.put(
                    type,
                    told -> plain(
                            type.toLowerCase(Locale.ROOT),
                            told.flag("bias", "bias")
                                    .flag("batch_first", "batch_first")
                                    .only("num_layers", "1")));
        }
    }

    /** Along the last axis, which is axis 1 of (samples, classes). */
    private static Told lastAxis(Told told) throws Refusal {
        return told.only("dim", "-1", "1");
    }

    private static Translated batchNorm(Told told) throws Refusal {
        boolean isTracking =
                told.find("track_running_stats").filter("False"::equals).isEmpty();
        boolean isOfBatch = !isTracking || told.training().orElse(true);
        told.ignoring("momentum").number("eps", "eps").only("affine", "True").with("training", isOfBatch);
        if (!isOfBatch) {
            told.buffer("running_mean", "running-mean").buffer("running_var", "running-variance");
        }
        boolean isAssumed = isTracking && told.training().isEmpty();
        return noted("batch-norm", told, isAssumed ? "as in training, which a network is in at first" : "");
    }

    /** What it dropped nobody can tell; where it drops nothing, it is the identity. */
    private static Translated dropout(Told told) throws Refusal {
        String p = told.ignoring("inplace").find("p").orElse("0.5");
        if (told.training().orElse(true) && !p.matches("0(\\.0)?")) {
            throw told.otherwise(
                    "p", p + ", in training: what it dropped is not in the dump. Call net.eval() before the pass");
        }
        return noted("identity", told, "Dropout, which drops nothing here");
    }

    /** PyTorch's None is the machine epsilon of the dtype; of float32 that is the default here. */
    private static Told epsilonOfItsDtype(Told told) throws Refusal {
        return told.find("eps").filter("None"::equals).isPresent() ? told : told.number("eps", "eps");
    }

    private static Translated plain(String kind, Told told) throws Refusal {
        return noted(kind, told, "");
    }

    private static Translated noted(String kind, Told told, String note) throws Refusal {
        return new Translated(kind, told.all(), note);
    }
}
