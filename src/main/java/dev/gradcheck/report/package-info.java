/**
 * What people and machines read: text, HTML pages in the Allure report, {@code summary.json}.
 *
 * <p>Imports everything but {@code testing}; the only importer of Allure.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A page is an ordered list of {@link dev.gradcheck.report.Fact}s, as in Google's Truth: text, HTML and tests read the same
 *       facts.
 *   <li>{@code summary.json} is rewritten while the suite runs, with {@code "complete": false} until it ends: what a JVM that dies
 *       had found is not lost.
 *   <li>Allure's command line runs in a JVM of its own ({@link dev.gradcheck.report.HtmlReport}), called by the build and by the portable
 *       bundle: what switches its analytics off is an environment variable.
 * </ul>
 */
package dev.gradcheck.report;
