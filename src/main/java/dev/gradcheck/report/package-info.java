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
 *   <li>Every JVM writes what it finds into a file of its own ({@link dev.gradcheck.report.Session}), and the summary is made of all of
 *       them, in an order that does not depend on who found what. The build around the forks is in the folder, too ({@link
 *       dev.gradcheck.report.RunOwner}): only it knows which fork is the last, so only it completes the summary; and it keeps other builds
 *       out. It is known by its process, not by a lock of the system, so that forks recognise the build that started them, and a stale
 *       lock can be told. Without a build around them forks belong together that live at the same time.
 *   <li>HTML is described with j2html, which escapes by construction; nothing is compiled or generated for it, and it has no dependency.
 *       Pages have no script, and forbid by policy whatever could run or be fetched.
 *   <li>Allure's page is made of a copy of its results ({@link dev.gradcheck.report.EscapedResults}), in which what it would put into the page as
 *       markup, or run as a script when it is clicked, is escaped or left out: names, messages and links are a user's.
 *   <li>The front page stands before Allure's in the same file, in a shadow tree so that neither's style reaches the other; it is made of
 *       {@code summary.json}, so that what people and programs read cannot differ.
 *   <li>What stands around the suite is one command ({@link dev.gradcheck.report.ReportCommand}), called by the build and by the portable
 *       bundle: wipe before, write and print after, then fail if the summary says so, whatever the tests made of it.
 *   <li>Only in a folder with the file {@code .gradcheck} is the last report deleted, and no link is followed: {@code gradcheck.reports}
 *       may name any folder.
 *   <li>Allure's command line runs in a JVM of its own ({@link dev.gradcheck.report.HtmlReport}): what switches its analytics off is an
 *       environment variable.
 * </ul>
 */
package dev.gradcheck.report;
