package dev.gradcheck.foreign;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PyTorch's losses, by the names of their modules and of their functions, as kinds of losses. */
final class TorchLosses {
    /** Print shows none of what a loss is told, so that its line says what holds by default. */
    private static final String NOTE = "PyTorch's defaults: print shows neither reduction nor weights";

    private static final Map<String, String> KINDS = kinds();

    private TorchLosses() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("MSELoss", "mse");
        kinds.put("L1Loss", "l1");
        kinds.put("HuberLoss", "huber");
        kinds.put("SmoothL1Loss", "huber");
        kinds.put("BCELoss", "bce");
        kinds.put("BCEWithLogitsLoss", "bce-with-logits");
        kinds.put("CrossEntropyLoss", "softmax-cross-entropy");
        kinds.put("NLLLoss", "nll");
        kinds.put("KLDivLoss", "kl-div");
        kinds.put("mse_loss", "mse");
        kinds.put("l1_loss", "l1");
        kinds.put("huber_loss", "huber");
        kinds.put("smooth_l1_loss", "huber");
        kinds.put("binary_cross_entropy", "bce");
        kinds.put("binary_cross_entropy_with_logits", "bce-with-logits");
        kinds.put("cross_entropy", "softmax-cross-entropy");
        kinds.put("nll_loss", "nll");
        kinds.put("kl_div", "kl-div");
        return kinds;
    }

    /** The names of all of them. */
    static List<String> known() {
        return List.copyOf(KINDS.keySet());
    }

    /** All kinds that a network can end in here. */
    static List<String> kindsOfLosses() {
        return KINDS.values().stream().distinct().toList();
    }

    static TorchLayers.Translated of(TorchModule loss, Tensor target) throws Refusal {
        String kind = KINDS.get(loss.type());
        if (kind == null) {
            throw new Refusal(
                    loss.location(),
                    "the loss " + loss.type() + " has no counterpart here",
                    "a loss is one of: " + String.join(", ", known()),
                    "describe the network by hand; or let it end in {kind: weighted-sum}, with the gradient of its output as cotangent");
        }
        return new TorchLayers.Translated(
                kind, Attributes.NONE.with("target", target).with("reduction", "mean"), NOTE);
    }
}
