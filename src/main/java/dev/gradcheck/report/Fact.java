package dev.gradcheck.report;

/**
 * One line of evidence.
 *
 * @param key what it is, such as "analytic"
 * @param value for people; numbers with all their digits
 */
public record Fact(String key, String value) {}
