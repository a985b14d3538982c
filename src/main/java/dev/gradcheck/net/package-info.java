/**
 * Layers and losses, each with its forward and its hand-written backward pass, and the network they make up.
 *
 * <p>Imports {@code graph}, {@code function} and {@code tensor}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A loss is a layer like any other, whose output is a scalar: a network is a graph of layers and needs no second concept. Its
 *       backward pass adds up what comes back from several users of one value or one parameter.
 *   <li>An input gets a gradient where the point has a tensor of its name: there is no switch for it.
 *   <li>Rearrangements (patches of a convolution, heads, repetitions along an axis) are {@link dev.gradcheck.tensor.IndexMap}s: the
 *       backward pass of each is the transpose of the same map.
 *   <li>A forward pass reads no numbers out of a tensor and gives no function to {@code map}, so that it can be recorded: a test records every
 *       kind. What it only looks at to refuse it, it {@code require}s; the maximum that softmax subtracts, and which logit it is, are
 *       detached: the value does not depend on them.
 *   <li>Batches are rows: (B, features), as in PyTorch; a linear layer is z = x&middot;W&#7488; + b.
 *   <li>A layer names the mistakes people make in its backward pass ({@link dev.gradcheck.net.Layer#mistakes}), each as a layer of
 *       its own with the same forward pass. They are planted to test the harness, and tried to explain a wrong gradient: one list
 *       for both.
 * </ul>
 */
package dev.gradcheck.net;
