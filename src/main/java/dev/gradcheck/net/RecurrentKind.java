package dev.gradcheck.net;

import java.util.Locale;

/** The recurrent cells of this project. */
public enum RecurrentKind {
    /** h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh). */
    RNN(new ElmanGates()),
    /** With a cell state and the gates i, f, g, o. */
    LSTM(new LstmGates()),
    /** With the gates r, z, n. */
    GRU(new GruGates());

    private final Gates gates;

    RecurrentKind(Gates gates) {
        this.gates = gates;
    }

    Gates gates() {
        return gates;
    }

    /** {@return what people call it} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
