/**
 * The notebook's net: as it was written, its faults included, and corrected.
 *
 * <p>The nets import {@code function} and {@code tensor} only; {@code NotebookNetworks} registers them with their twins. They live among the
 * tests: nobody but this project's own acceptance needs them. Source: the notebook "Q1 Backpropagation"; every line of {@link
 * dev.gradcheck.notebook.NotebookNet} stands for one line there.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>PyTorch's broadcasting, type promotion and truth value of a tensor live in {@code Torch}, which nobody else may use: the
 *       notebook's fault <em>is</em> a broadcast, so the transcription needs it and nothing else may have it.
 *   <li>The corrected net is written from the formulas, with shapes that fit, and shares no line with the transcription.
 * </ul>
 */
package dev.gradcheck.notebook;
