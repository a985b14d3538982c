/**
 * Random networks, as descriptions with a point, that shrink to the smallest that still fails.
 *
 * <p>Imports {@code net}, {@code graph}, {@code function} and {@code tensor}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A network is drawn from a sequence of whole numbers ({@link dev.gradcheck.random.Dice}), each with a range whose smallest number
 *       means the simplest thing. A network is shrunk by shrinking the sequence and drawing again, so that shapes always fit; jqwik's own
 *       combinators, where every layer depends on the shape before it, shrink each part alone and stop early. The method is that of
 *       D. MacIver and A. Donaldson, Test-case reduction via test-case generation (ECOOP 2020).
 *   <li>jqwik drives it (in {@code testing}); this package knows nothing of it.
 *   <li>All numbers drawn are float32 numbers, so that both dtypes judge the same point.
 * </ul>
 */
package dev.gradcheck.random;
