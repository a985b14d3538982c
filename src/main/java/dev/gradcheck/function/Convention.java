package dev.gradcheck.function;

/**
 * The gradient that one choice of the derivative at kinks leads to, where units sit on a kink. Through several layers the chain rule
 * with such a choice need not give a subgradient (relu(w) − relu(−w) has slope 1, and with relu'(0) = 0 the chain rule says 0), and is
 * right by convention all the same.
 *
 * @param name such as "relu'(0) = 0 at 3 units"
 * @param gradient by this convention, for every parameter
 */
public record Convention(String name, Parameters gradient) {}
