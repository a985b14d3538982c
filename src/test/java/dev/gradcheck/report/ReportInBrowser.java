package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The report that the suite has just written, as a person sees it: one session of a browser for all tests. */
@DisplayName("Report in a browser")
class ReportInBrowser {
    private static final Path REPORTS = Path.of(System.getProperty("report.page", "reports"));
    private static final Path NOTEBOOK = REPORTS.resolve("mismatches/notebook--dL-dWh/index.html");
    private static final String CATEGORY = ".tree__content > .node > .node__title";
    private static final String OPEN = ".tree__content > .node:nth-child(%d) .node__children > *";
    private static Browser browser;

    @BeforeAll
    static void open_the_browser() {
        browser = Browser.open()
                .orElseGet(() -> abort("not run: no Chromium or Chrome with its chromedriver on the PATH"));
        assumeTrue(Files.exists(REPORTS.resolve("index.html")), "not run: no report in " + REPORTS);
    }

    @AfterAll
    static void close_the_browser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothing_was_asked_of_anybody_and_nothing_went_wrong() {
        assertThat(browser.requests()).as("requests").isEmpty();
        assertThat(browser.errors()).as("errors").isEmpty();
    }

    @Test
    void it_opens_from_disk_with_the_counts_of_the_summary() throws IOException {
        SearchContext front = front();
        Digest digest = new Digest(Json.map(Files.readString(REPORTS.resolve("summary.json"))));
        assertThat(front.findElement(By.cssSelector("h1")).getText()).isEqualTo(digest.sentence());
        assertThat(browser.ask("return arguments[0].querySelectorAll('td.v').length", front))
                .isEqualTo(digest.rows().stream()
                        .mapToLong(row -> digest.witnesses().stream()
                                .filter(w -> row.by(w).isPresent())
                                .count())
                        .sum());
    }

    @Test
    void allures_page_opens_beside_it_and_each_category_shows_its_tests() {
        front();
        browser.driver().findElement(By.id("gradcheck-tests")).click();
        browser.ask("location.hash = '#categories'");
        browser.await(CATEGORY);
        int count = browser.driver().findElements(By.cssSelector(CATEGORY)).size();
        for (int i = 0; i < count; i++) { // each click draws the tree anew
            browser.driver().findElements(By.cssSelector(CATEGORY)).get(i).click();
            browser.await(OPEN.formatted(i + 1));
            assertThat(browser.driver().findElements(By.cssSelector(OPEN.formatted(i + 1))))
                    .as("category " + i)
                    .isNotEmpty();
        }
        assertThat(count).isPositive();
    }

    @Test
    void the_notebooks_gradient_shows_fault_heat_map_intervals_and_steps() {
        go(NOTEBOOK);
        assertThat(text("h1")).startsWith("dL/dWh disagrees at Wh[0][1]").contains("ratio 1.5");
        assertThat(text("header")).contains("Likely fault: broadcast along the wrong axis");
        assertThat(browser.driver().findElements(By.cssSelector("figure > svg")))
                .hasSize(3)
                .allMatch(WebElement::isDisplayed);
        assertThat(browser.driver().findElements(By.cssSelector("svg .worst"))).isNotEmpty();
    }

    @Test
    void hovering_over_an_element_tells_its_values() {
        go(NOTEBOOK);
        WebElement cell = browser.driver().findElement(By.cssSelector("figure svg rect.c"));
        new Actions(browser.driver()).moveToElement(cell).perform();
        Object tip = browser.ask("const e = document.querySelector('figure svg :hover');"
                + "const t = e && (e.querySelector('title') || e.closest('g:has(> title), rect').querySelector('title'));"
                + "return t ? t.textContent : document.querySelector('svg:hover') ? 'no title' : 'no hover'");
        assertThat(tip.toString()).contains("Wh[0][0]");
    }

    @Test
    void the_keyboard_reaches_everything_in_the_order_in_which_it_is_read() {
        browser.go(REPORTS.resolve("index.html"));
        List<String> reached = new ArrayList<>();
        Object count = browser.ask(COUNT);
        for (long i = 0; i < Math.min(12, (Long) count); i++) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            reached.add((String) browser.ask(FOCUSED));
        }
        assertThat(reached).doesNotContain("nothing").doesNotHaveDuplicates();
        assertThat(reached.get(0)).startsWith("INPUT");
        List<Integer> tops = reached.stream()
                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1)))
                .toList();
        assertThat(tops).isSorted();
    }

    /** What can be reached, and where what has the focus is, from top to bottom; a focus that cannot be seen is none. */
    private static final String COUNT =
            "return 1 + document.querySelector('#gradcheck-front').shadowRoot.querySelectorAll('a[href], summary').length";

    private static final String FOCUSED = "let e = document.activeElement;"
            + "if (e && e.shadowRoot) e = e.shadowRoot.activeElement;"
            + "if (!e || e === document.body) return 'nothing';"
            + "const s = getComputedStyle(e);"
            + "if (s.outlineStyle === 'none') return 'nothing';"
            + "return e.tagName + ' ' + e.textContent.slice(0, 40) + ' ' + Math.round(e.getBoundingClientRect().top + scrollY)";

    @Test
    void a_fold_opens_by_the_keyboard() {
        browser.go(REPORTS.resolve("index.html"));
        new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        Object opened = null;
        for (int i = 0; i < 40 && !Boolean.TRUE.equals(opened); i++) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            if (((String) browser.ask(FOCUSED)).startsWith("SUMMARY")) {
                new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
                opened = browser.ask("return document.activeElement.shadowRoot.activeElement.parentElement.open");
            }
        }
        assertThat(opened).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_on_the_front_page(String scheme) {
        browser.prefer(scheme);
        front();
        assertThat(browser.violations()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_on_the_page_of_a_gradient(String scheme) {
        browser.prefer(scheme);
        go(NOTEBOOK);
        assertThat(browser.violations()).isEqualTo(List.of());
    }

    @Test
    void each_scheme_has_a_paper_of_its_own() {
        go(NOTEBOOK);
        String paper = "return getComputedStyle(document.body).backgroundColor";
        browser.prefer("dark");
        Object dark = browser.ask(paper);
        browser.prefer("light");
        assertThat(dark).isNotEqualTo(browser.ask(paper));
    }

    @Test
    void on_a_telephone_nothing_of_a_gradients_page_is_cut_off() {
        browser.widen(400);
        try {
            go(NOTEBOOK);
            assertThat(browser.ask("const e = document.documentElement; return e.scrollWidth - e.clientWidth"))
                    .isEqualTo(0L);
        } finally {
            browser.widen(1200);
        }
    }

    /** Ten megabytes are not read more often than needed. */
    private static SearchContext front() {
        Path page = REPORTS.resolve("index.html");
        if (!browser.isAt(page)) {
            browser.go(page);
        }
        WebElement allure = browser.driver().findElement(By.id("gradcheck-tests"));
        if (allure.isSelected()) {
            allure.click();
        }
        return browser.driver().findElement(By.id("gradcheck-front")).getShadowRoot();
    }

    private static void go(Path page) {
        assumeTrue(Files.exists(page), "not run: the case is of another shard, or not of this project");
        browser.go(page);
    }

    private static String text(String css) {
        return browser.driver().findElement(By.cssSelector(css)).getText();
    }
}
