/**
 * Layers and losses, each with its forward and its hand-written backward pass, and the network they make up.
 *
 * <p>Imports {@code function} and {@code tensor}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A loss is a layer like any other, whose output is a scalar: a network is a chain of layers and needs no second concept.
 *   <li>Batches are rows: (B, features), as in PyTorch; a dense layer is z = x&middot;W&#7488; + b.
 *   <li>A layer names the mistakes people make in its backward pass ({@link dev.gradcheck.net.Layer#mistakes}), each as a layer of
 *       its own with the same forward pass. They are planted to test the harness, and tried to explain a wrong gradient: one list
 *       for both.
 * </ul>
 */
package dev.gradcheck.net;
