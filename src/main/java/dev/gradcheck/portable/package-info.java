/**
 * The suite on a machine without Maven: what the start script of the portable bundle calls.
 *
 * <p>Imports {@code report}, {@code process} and nothing else of this project.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The script only finds the bundle's Java; all else is decided here, where it can be tested. The script works with an empty PATH.
 *   <li>The suite runs in a JVM of its own, as Failsafe runs it: environment variables that PyTorch and NVIDIA's libraries read have to be
 *       there before the JVM starts, and a JVM that dies in native code must not take the report with it.
 *   <li>Whether a PyTorch fits is asked in one place, {@code oracle.djl.torch}, by the suite itself: what it says is in the report, too.
 * </ul>
 */
package dev.gradcheck.portable;
