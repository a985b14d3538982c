/**
 * Other programs that this one starts: {@code python3}, {@code git}, Allure's command line, a JVM of its own.
 *
 * <p>Imports nothing of this project.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One way to start them all: with a limit of time, an empty input and a bounded output, so that a program that waits, loops or floods
 *       costs a sentence and no run.
 *   <li>The suite's own JVM, which the portable bundle starts, is no such program: its output is the console and its limit is its own.
 * </ul>
 */
package dev.gradcheck.process;
