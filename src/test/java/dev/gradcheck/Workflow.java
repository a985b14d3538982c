package dev.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A workflow of GitHub Actions, as far as it can be wrong without anybody noticing before it runs: its keys are those of
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax, and what its parts say of each other and of the build
 * is so. A linter in the workflow itself looks for the rest.
 *
 * @param text in YAML
 */
record Workflow(String text) {
    private static final Set<String> TOP =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> JOB = Set.of(
            "name",
            "needs",
            "if",
            "runs-on",
            "permissions",
            "environment",
            "concurrency",
            "outputs",
            "env",
            "defaults",
            "steps",
            "timeout-minutes",
            "strategy",
            "continue-on-error",
            "container",
            "services",
            "uses",
            "with",
            "secrets");
    private static final Set<String> STEP = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "working-directory",
            "shell",
            "with",
            "env",
            "continue-on-error",
            "timeout-minutes");
    private static final Pattern MATRIX = Pattern.compile("matrix\\.([\\w-]+)");
    private static final Pattern SHARD = Pattern.compile("-Dgradcheck\\.shard=\\$\\{\\{ matrix\\.shard }}/(\\d+)");
    private static final Pattern OPTION = Pattern.compile("-D(gradcheck\\.[a-z]+)");
    private static final Pattern PROFILE = Pattern.compile("-P([\\w-]+)");

    /** An action by a release, an image by a version: "latest" is another one tomorrow. */
    private static final Pattern ACTION = Pattern.compile("[\\w./-]+@v\\d+|docker://[\\w./-]+:\\d[\\w.]*");

    /**
     * {@return what is wrong with it}
     *
     * @param options of the build that are documented
     * @param build the build file, for its profiles
     */
    List<String> problems(String options, String build) {
        List<String> problems = new ArrayList<>();
        Map<?, ?> top = map(new Load(LoadSettings.builder().build()).loadFromString(text));
        unknown(problems, "the workflow", top, TOP);
        Map<?, ?> jobs = map(top.get("jobs"));
        jobs.forEach((name, job) -> job(problems, name.toString(), map(job), jobs.keySet()));
        named(OPTION)
                .filter(option -> !options.contains("-D" + option + "="))
                .forEach(option -> problems.add("nobody documents " + option));
        named(PROFILE)
                .filter(profile -> !build.contains("<id>" + profile + "</id>"))
                .forEach(profile -> problems.add("the build has no profile " + profile));
        return problems;
    }

    private static void job(List<String> problems, String name, Map<?, ?> job, Set<?> jobs) {
        unknown(problems, name, job, JOB);
        list(job.get("needs")).stream()
                .filter(need -> !jobs.contains(need))
                .forEach(need -> problems.add(name + " needs " + need + ", which is no job"));
        if (!job.containsKey("runs-on") || !job.containsKey("timeout-minutes")) {
            problems.add(name + " does not say where or for how long it runs");
        }
        Map<?, ?> matrix = map(map(job.get("strategy")).get("matrix"));
        MATRIX.matcher(job.toString())
                .results()
                .map(match -> match.group(1))
                .filter(key -> !matrix.containsKey(key))
                .forEach(key -> problems.add(name + " has no " + key + " in its matrix"));
        shards(problems, name, job.toString(), list(matrix.get("shard")));
        list(job.get("steps")).forEach(step -> step(problems, name, map(step)));
    }

    private static void step(List<String> problems, String job, Map<?, ?> step) {
        unknown(problems, job, step, STEP);
        if (step.containsKey("run") == step.containsKey("uses")) {
            problems.add("a step of " + job + " has to have either run or uses: " + step);
        }
        Object action = step.get("uses");
        if (action != null && !ACTION.matcher(action.toString()).matches()) {
            problems.add(job + " uses " + action + " by no version");
        }
    }

    /** All shares, each once: a share that nobody runs is not missed by any test. */
    private static void shards(List<String> problems, String name, String job, List<?> shards) {
        Matcher count = SHARD.matcher(job);
        boolean isAsked = count.find();
        if (isAsked != !shards.isEmpty()) {
            problems.add(name + " has shards that it does not run, or runs some that it does not have");
        } else if (isAsked
                && !shards.equals(IntStream.rangeClosed(1, Integer.parseInt(count.group(1)))
                        .boxed()
                        .toList())) {
            problems.add(name + " has the shards " + shards + " of " + count.group(1));
        }
    }

    private java.util.stream.Stream<String> named(Pattern pattern) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static void unknown(List<String> problems, String where, Map<?, ?> map, Set<String> known) {
        Set<Object> unknown = new TreeSet<>(map.keySet());
        unknown.removeAll(known);
        unknown.forEach(key -> problems.add(where + " has the unknown key " + key));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}
