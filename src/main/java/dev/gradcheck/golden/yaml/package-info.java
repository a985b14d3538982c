/**
 * Golden files: read into cases or problems, and written.
 *
 * <p>Imports {@code golden} and what is above it. snakeyaml-engine (in {@code YamlTree} and {@code YamlText}) is confined here. Public are
 * the reader and the writer alone.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A number is read from its text, by the dtype it is wanted in: float32 text is rounded once, −0.0 keeps its
 *       sign. So the YAML library only composes a tree of texts with their places; it never resolves a number, a date
 *       or a boolean.
 *   <li>Nothing is guessed and nothing is ignored: an unknown key, a duplicate key, an anchor is a problem. What is not
 *       said has one documented meaning.
 *   <li>Bad content never throws. A file is its cases or its problems ({@link dev.gradcheck.golden.GoldenFile}): one
 *       problem for each mistake, all of them at once, and the other files still run.
 *   <li>A misspelt key excuses the absence of the key it is nearest to, and what depends on a part that could not be
 *       read is not examined: one mistake is one message.
 *   <li>A described network is run once while its file is read: what does not fit is a mistake of the file, at its line. Only what
 *       layers call unfit is: everything else a pass can do wrong is for the check to find.
 *   <li>What a layer can be told is asked of its kind's schema ({@link dev.gradcheck.graph.LayerKind}), with the nearest spelling of what
 *       is unknown; a parameter belongs to a layer where the schema says so, and nothing is tried out to learn it.
 *   <li>A tensor among a layer's attributes has the case's dtype, like inputs and parameters, so that the float64 shadow is the
 *       same function. Attributes may be infinite or NaN, as masks are.
 *   <li>{@link dev.gradcheck.golden.yaml.GoldenWriter} composes text of its own, because no library lays tensors out as matrices.
 *       The dtype of a tensor is written where it is not the case's, so that reading gives back the same bits.
 * </ul>
 */
package dev.gradcheck.golden.yaml;
