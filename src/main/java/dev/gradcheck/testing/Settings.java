package dev.gradcheck.testing;

import dev.gradcheck.oracle.Budget;
import dev.gradcheck.oracle.djl.torch.DeviceRequest;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.RunOwner;
import dev.gradcheck.report.Shard;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What can be set for a run, under names that begin with {@code gradcheck.}: as system properties ({@code -D} on the command line), or,
 * in tests that have {@link GradcheckExtension}, also as JUnit's configuration parameters: in {@code junit-platform.properties}, or in the
 * request of a launcher, which come first.
 *
 * @param seed {@code gradcheck.seed}, of everything that is chosen at random: a number, or "random" for a new one that is logged
 * @param golden {@code gradcheck.golden}, the folder of the golden files
 * @param reports {@code gradcheck.reports}, the folder of the report; "none" for no report
 * @param allureResults {@code allure.results.directory}, where Allure's listener writes its results
 * @param only {@code gradcheck.case}, the one golden case to run; empty for all, as Maven takes it
 * @param score {@code gradcheck.score}: "sample" of the planted faults, "all" of them, or a file of records
 * @param devices {@code gradcheck.devices}, as {@link DeviceRequest} reads it
 * @param budget {@code gradcheck.budget}, seconds that the differences of one check may take, about
 * @param failsOnBlindSpots {@code gradcheck.blind}: "fail" where a point that proves too little fails a golden case or an assertion, else
 *     "report"
 * @param packages {@code gradcheck.packages}, below which no class with a backward pass shall be left unchecked; none by default
 * @param failsOnUnchecked {@code gradcheck.unchecked}: "fail" where such a class that no check has judged fails the run, else "report"
 * @param shard {@code gradcheck.shard}, the share of the suite to run, as in "1/4"; the whole by default
 */
public record Settings(
        long seed,
        Path golden,
        Path reports,
        Path allureResults,
        Optional<String> only,
        String score,
        String devices,
        Budget budget,
        boolean failsOnBlindSpots,
        List<String> packages,
        boolean failsOnUnchecked,
        Shard shard) {
    static final long DEFAULT_SEED = 20260101;
    private static final String SEED = "gradcheck.seed";
    private static final String TRIES = "gradcheck.tries";
    private static final String BUDGET = "gradcheck.budget";
    private static final String BLIND = "gradcheck.blind";
    private static final String PACKAGES = "gradcheck.packages";
    private static final String UNCHECKED = "gradcheck.unchecked";
    private static final String SHARD = "gradcheck.shard";
    private static final Path NO_REPORT = Path.of("none");

    /**
     * {@return the settings of the run that this thread works for}
     *
     * @throws IllegalArgumentException in one sentence if something is set that means nothing
     */
    public static Settings current() {
        return Run.onThisThread().map(Run::settings).orElseGet(Settings::ofTheLauncher);
    }

    private static Settings ofTheLauncher() {
        return LauncherRun.current()
                .map(LauncherRun::settings)
                .orElseGet(() -> from(name -> Optional.ofNullable(System.getProperty(name))));
    }

    /** Where something is set that means nothing: what is needed to say so in the report. */
    static Settings folders(Function<String, Optional<String>> parameters) {
        return from(name -> Set.of(SEED, TRIES, BUDGET, BLIND, UNCHECKED, SHARD).contains(name)
                ? Optional.empty()
                : parameters.apply(name));
    }

    /** {@return whether a report is wanted} */
    boolean hasReport() {
        return !reports.equals(NO_REPORT);
    }

    /**
     * {@return the settings that a source of parameters has, with defaults for the rest}
     *
     * @param parameters by name; empty for one that is not set
     */
    static Settings from(Function<String, Optional<String>> parameters) {
        requireTries(parameters.apply(TRIES));
        Path reports = parameters.apply("gradcheck.reports").map(Path::of).orElseGet(BuildFolders::reports);
        return new Settings(
                seed(parameters.apply(SEED).orElse(""), reports),
                parameters.apply("gradcheck.golden").map(Path::of).orElseGet(BuildFolders::golden),
                reports,
                parameters.apply("allure.results.directory").map(Path::of).orElseGet(AllureReport::results),
                parameters.apply("gradcheck.case").filter(name -> !name.isBlank()),
                parameters.apply("gradcheck.score").orElse("sample"),
                parameters.apply(DeviceRequest.PROPERTY).orElse("auto"),
                parameters.apply(BUDGET).map(Settings::budget).orElse(Budget.DEFAULT),
                isFail(BLIND, parameters),
                parameters.apply(PACKAGES).map(Settings::list).orElse(List.of()),
                isFail(UNCHECKED, parameters),
                parameters.apply(SHARD).map(Shard::from).orElse(Shard.WHOLE));
    }

    private static boolean isFail(String name, Function<String, Optional<String>> parameters) {
        String text = parameters.apply(name).orElse("report");
        if (!text.equals("fail") && !text.equals("report")) {
            throw new IllegalArgumentException("-D" + name + "=" + text + " is neither \"report\" nor \"fail\"");
        }
        return text.equals("fail");
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** A random one is the same in all forks of a build. */
    private static long seed(String text, Path reports) {
        return text.equals("random") && !reports.equals(NO_REPORT)
                ? RunOwner.of(reports).map(RunOwner::seed).orElseGet(() -> seed(text))
                : seed(text);
    }

    static long seed(String text) {
        if (text.isEmpty()) {
            return DEFAULT_SEED;
        }
        if (text.equals("random")) {
            return new SecureRandom().nextInt() & 0xFFFFFFFFL;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "-Dgradcheck.seed=" + text + " is neither a whole number nor \"random\"", e);
        }
    }

    private static Budget budget(String text) {
        try {
            BigDecimal nanos = new BigDecimal(text).movePointRight(9);
            return new Budget(Duration.ofNanos(nanos.longValueExact()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "-D" + BUDGET + "=" + text + " is no time: name a positive number of seconds, such as 30 or 0.5",
                    e);
        }
    }

    /** jqwik would begin, and end without a single try. */
    private static void requireTries(Optional<String> tries) {
        if (tries.filter(text -> !text.matches("0*[1-9][0-9]{0,8}")).isPresent()) {
            throw new IllegalArgumentException("-D" + TRIES + "=" + tries.get()
                    + " is no number of random networks: name a whole number from 1 on");
        }
    }
}
