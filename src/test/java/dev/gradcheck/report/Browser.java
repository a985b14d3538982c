package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The system's Chromium or Chrome without a window, with the system's driver, so that nothing is downloaded.
 *
 * @param driver of the browser
 */
record Browser(ChromeDriver driver) implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String AXE = "/axe.min.js";

    /** Allure's own page is not ours to mend. */
    private static final String RUN_AXE = "const done = arguments[0];"
            + "axe.run({exclude: [['#alert'], ['#content'], ['#popup']]}).then(r => done(r.violations.map(v => v.id + ': ' + v.help"
            + " + ' at ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120) + ' ' + (n.any[0] || {message: ''}).message).join(' | '))));";

    /** {@return a browser; empty where the system has none, or no driver} */
    static Optional<Browser> open() {
        Optional<Path> driver = onThePath(List.of("chromedriver"));
        Optional<Path> browser = onThePath(NAMES);
        return driver.isEmpty() || browser.isEmpty()
                ? Optional.empty()
                : Optional.of(new Browser(start(driver.get(), browser.get())));
    }

    private static ChromeDriver start(Path driver, Path browser) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,1000");
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
    }

    private static Optional<Path> onThePath(List<String> names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void go(Path page) {
        driver.get(page.toAbsolutePath().toUri().toString());
    }

    boolean isAt(Path page) {
        String url = page.toAbsolutePath().toUri().toString();
        return driver.getCurrentUrl().split("#")[0].equals(url);
    }

    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void widen(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the script of a page could be asked; pages of ours allow none of their own, but the driver may. */
    Object ask(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Until there is such an element, ten seconds at most. */
    void await(String css) {
        driver.executeAsyncScript(
                "const done = arguments[1], end = Date.now() + 10000;"
                        + "(function look() { document.querySelector(arguments[0]) || Date.now() > end ? done() : setTimeout(look, 20, arguments[0]); })(arguments[0]);",
                css);
    }

    /** {@return what people with disabilities cannot use on this page} */
    List<?> violations() {
        try (InputStream axe = Browser.class.getResourceAsStream(AXE)) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) driver.executeAsyncScript(RUN_AXE);
    }

    /** {@return errors of scripts, of policies and of what could not be loaded, since the last call} */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** {@return what was asked of anybody but the disk, since the last call} */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Map<?, ?> message = (Map<?, ?>) Json.map(entry.getMessage()).get("message");
            if ("Network.requestWillBeSent".equals(message.get("method"))) {
                Map<?, ?> request = (Map<?, ?>) ((Map<?, ?>) message.get("params")).get("request");
                requests.add(request.get("url").toString());
            }
        }
        return requests.stream()
                .filter(url -> !url.matches("(file|data|blob|about|chrome):.*"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
