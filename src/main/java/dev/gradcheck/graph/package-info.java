/**
 * A network as data: what its layers are, how they are connected, and nothing of how they are computed.
 *
 * <p>Imports {@code tensor} only.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The judge shares no code with the accused, and still both must speak of the same network. This description is what they share:
 *       {@code net} builds hand-written layers of it, {@code oracle.djl} the autograd expression, {@code golden} reads and writes it,
 *       and random networks are random descriptions.
 *   <li>A layer is known by its <em>kind</em>, a word, so that anybody can add one: a schema, a factory in {@code net}'s catalogue and, for
 *       a second oracle, a twin in {@code oracle.djl}'s.
 *   <li>What a node of a kind takes, owns and can be told stands in one table, {@link dev.gradcheck.graph.LayerKinds}: types, bounds,
 *       defaults, names of parameters, and a sentence for each. Readers, their messages, layers, twins and the table for people use it.
 *       So a default is written once; layer and twin get the attributes completed, and share no formula. A kind of one's own gives its
 *       schema, or is open: then its factory alone judges what it is told, and may take any tensor.
 *   <li>What depends on several attributes, or on the elements of a tensor, the layer itself judges: a table of such rules would be a
 *       second language.
 *   <li>Nodes stand in the order of the forward pass and refer to earlier ones by name, so that a circle cannot be written down. A value
 *       that nothing uses is refused: it could hide a parameter without a gradient.
 *   <li>Parameters belong to a prefix, by default the node's own name. Two nodes with one prefix share their parameters.
 * </ul>
 */
package dev.gradcheck.graph;
