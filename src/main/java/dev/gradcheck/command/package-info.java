/**
 * The command line for golden cases: {@code new}, {@code check}, {@code watch}, {@code record}, {@code explain} and {@code import};
 * and {@code merge} for reports.
 *
 * <p>Imports everything; picocli, which reads the arguments, is confined here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A command judges as the suite does ({@link dev.gradcheck.testing.GoldenJudge}) and writes no report.
 *   <li>{@code record} writes what the oracles say, not what the accused says, and refuses where they do not agree: a wrong gradient
 *       must not become an expected value.
 *   <li>Networks of one's own are found as services ({@link dev.gradcheck.testing.NetworkSource}).
 * </ul>
 */
package dev.gradcheck.command;
