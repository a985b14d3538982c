/**
 * Golden cases: networks at fixed points, with the values that are expected there and the discrepancies that are known.
 *
 * <p>Imports {@code net}, {@code graph}, {@code check} and what is above them. What a
 * golden case is, and how it is judged, is here; how files are read and written is in {@code golden.yaml}, which imports this package.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Two dtypes in one file are two cases at one point, {@code corrected.float32} and {@code corrected.float64}: the
 *       expected values are rounded from the same text for each.
 *   <li>A network is code, and a file names one of a {@link dev.gradcheck.golden.NetworkCatalog}; or it is described in the
 *       file, as a list of layers of a {@link dev.gradcheck.net.LayerCatalog}. A user registers their own in either.
 * </ul>
 */
package dev.gradcheck.golden;
