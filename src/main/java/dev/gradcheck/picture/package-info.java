/**
 * Pictures of one gradient as SVG, to stand in an HTML page: a heat map, intervals on one axis, the curve of steps.
 *
 * <p>Imports {@code tensor} and {@code oracle}; with {@code report} the only importer of j2html.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The elements of SVG are made by j2html (Apache-2.0, without dependencies), which escapes every text and attribute by construction. The
 *       libraries that draw charts (XChart, JFreeChart) draw through {@code java.awt}: they need fonts and {@code java.desktop}, which the portable
 *       bundle leaves out, fix their colours as they draw, so that one picture cannot serve a light and a dark page, and cannot say what is
 *       under the pointer.
 *   <li>A picture names classes, not colours: the page's style sheet has them, once for each colour scheme. What is under the pointer is
 *       a {@code title} of SVG, so there is no script.
 *   <li>A picture is as wide as a small screen (420 units) and is stretched by the page: text stays readable at 400 pixels.
 *   <li>Colour never stands alone: what is wrong has a mark or an outline, too.
 * </ul>
 */
package dev.gradcheck.picture;
