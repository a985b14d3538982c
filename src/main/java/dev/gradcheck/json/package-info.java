/**
 * JSON text of plain values, and back.
 *
 * <p>Imports nothing of this project; the only importer of Jackson, so that the library can be exchanged in one file.
 */
package dev.gradcheck.json;
