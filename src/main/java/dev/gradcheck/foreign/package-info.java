/**
 * What other programs wrote, as golden cases: dumps of PyTorch, and the printed outputs of notebooks.
 *
 * <p>Imports {@code json}, {@code numbers}, {@code graph}, {@code net}, {@code golden}, {@code golden.yaml} and what they need.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nothing is guessed in silence. What a dump does not tell is either PyTorch's default, written out and noted, or left as a comment
 *       with a sentence of what has to be said; such a case is not whole, and the reader refuses it until somebody has said it.
 *   <li>A network is known by what PyTorch prints of it. Every option that is printed is an attribute or is refused, so that none is
 *       ignored.
 *   <li>The loss is expected as PyTorch computed it: a network that was described wrongly is found by its value, before its gradients are
 *       blamed.
 *   <li>What cannot be imported is one mistake with its place ({@link dev.gradcheck.foreign.Refusal}), as in golden files.
 *   <li>Tensors that people can read stand in the case; long ones stay in the dump's files, which are copied beside it.
 * </ul>
 */
package dev.gradcheck.foreign;
