/**
 * Files of numbers that other programs write: {@code .npy}, {@code .npz} and {@code .safetensors}.
 *
 * <p>Imports {@code tensor} and {@code json}. Of {@code ai.djl} it uses the reader alone, which needs no native library and no engine.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The reader allocates what a header says, so that every header is looked at first ({@code NumberHeaders}): a shape has to agree
 *       with the bytes that are really there.
 *   <li>A number is taken as it is, float16 and bfloat16 included, and rounded once to the dtype that is wanted.
 * </ul>
 */
package dev.gradcheck.numbers;
