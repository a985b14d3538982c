package dev.gradcheck.function;

/**
 * One stage of a composed function, as a function of its own: what a layer computes from the values that reach it. Judged by itself it
 * tells whether the fault of the whole is in it.
 *
 * @param name as a person knows it, such as "layer act (relu)"
 * @param function of the stage's own parameters and of those inputs that a gradient flows to
 * @param point the values that reach it there, float64
 */
public record Stage(String name, Differentiable function, Parameters point) {}
