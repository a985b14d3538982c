/**
 * Independent ways to a gradient, each with a bound on its own error: the contract, and finite differences.
 *
 * <p>Imports {@code function} and {@code tensor}, never {@code net} or {@code notebook}: the judge shares no code with the accused.
 */
package dev.gradcheck.oracle;
