/**
 * Golden cases: networks at fixed points, with the values that are expected there and the discrepancies that are known.
 *
 * <p>Imports {@code net}, {@code graph}, {@code check} and what is above them. snakeyaml-engine (in {@code YamlTree} and
 * {@code YamlText}) is confined here.
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
 *   <li>Two dtypes in one file are two cases at one point, {@code corrected.float32} and {@code corrected.float64}: the
 *       expected values are rounded from the same text for each.
 *   <li>A network is code, and a file names one of a {@link dev.gradcheck.golden.NetworkCatalog}; or it is described in the
 *       file, as a list of layers of a {@link dev.gradcheck.net.LayerCatalog}. A user registers their own in either.
 *   <li>A described network is run once while its file is read: what does not fit is a mistake of the file, at its line. Only what
 *       layers call unfit is: everything else a pass can do wrong is for the check to find.
 *   <li>A tensor among a layer's attributes has the case's dtype, like inputs and parameters, so that the float64 shadow is the
 *       same function. Attributes may be infinite or NaN, as masks are.
 *   <li>{@link dev.gradcheck.golden.GoldenWriter} composes text of its own, because no library lays tensors out as matrices.
 *       The dtype of a tensor is written where it is not the case's, so that reading gives back the same bits.
 * </ul>
 */
package dev.gradcheck.golden;
