package dev.gradcheck.function;

/**
 * A usual mistake that a function knows it could contain, and the gradient it would then have: for the diagnosis of a wrong one.
 *
 * @param fault its name
 * @param sentence what would be wrong, for a person
 * @param remedy what to change
 * @param gradient with the mistake, for the parameters that it changes; none where it changes nothing at this point, so that no check could see it;
 *     its values may coincide with the right ones
 */
public record Suspicion(String fault, String sentence, String remedy, Parameters gradient) {}
