/**
 * What a test imports: the AssertJ assertions, the JUnit extension, the golden cases as dynamic tests, random networks for jqwik.
 *
 * <p>Imports everything; the only importer of JUnit, AssertJ and jqwik, each in classes named for it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A run belongs to a session of JUnit's launcher ({@link dev.gradcheck.testing.RunListener}): every engine and every thread writes
 *       one report, complete when the session closes. The extension adds the test's name, and one sentence where nothing can run. With
 *       {@code -Dgradcheck.reports=none} nothing is written: for tests that want a wrong gradient.
 *   <li>A report that fails fails the session, even where every test passed because an AssertionError was caught: the listener throws as the
 *       session closes. A listener that throws earlier is only logged by JUnit, and an engine of our own would not be the last. Where a
 *       test failed, nothing is thrown: the build fails anyway, by the test's name.
 *   <li>A golden case is run once, and each gradient becomes a dynamic test of its own, named by its verdict, so that the overview of
 *       the report already tells what is wrong.
 *   <li>Settings are JUnit's configuration parameters, which fall back to system properties: {@code -D} works as everyone expects, and
 *       a run within a run, such as the tests that plant faults in the suite, has folders and a seed of its own.
 *   <li>What is checked of a CUDA device beside gradients ({@link dev.gradcheck.testing.CudaTests}) takes the device as an argument, so that
 *       it is tried on the CPU. Figures are shown and the bounds of the two runs decide: how many digits are too few is nobody's number.
 *   <li>A run for which a device or PyTorch is missing has a report that says so; each of its tests fails with that sentence.
 *   <li>jqwik shrinks by what {@code random} offers. Its hook calls Allure once, after the last try: within a try every attachment would
 *       be made a thousand times.
 *   <li>At a random point an oracle may be unable to tell. That falsifies nothing and is counted; too many of them fail the property.
 *   <li>A golden case that breaks the harness itself fails its container and stands in the summary as "broken".
 * </ul>
 */
package dev.gradcheck.testing;
