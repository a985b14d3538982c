package dev.gradcheck.portable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the start script was called with.
 *
 * @param help whether only to say what there is
 * @param pytorch the folder of {@code --pytorch}
 * @param settings by key, as {@code -Dkey=value} gave them
 */
record CommandLine(boolean help, Optional<Path> pytorch, Map<String, String> settings) {
    private static final String TIMEOUT = "gradcheck.timeout";

    /** As in the build. */
    private static final String LIMIT = "3600";

    /** What may be set, as for {@code mvn verify}. */
    static final List<String> KEYS = List.of(
            "gradcheck.devices",
            "gradcheck.seed",
            "gradcheck.budget",
            "gradcheck.golden",
            "gradcheck.reports",
            "gradcheck.case",
            "gradcheck.score",
            TIMEOUT);

    static final String USAGE = """
            gradcheck-suite [--pytorch FOLDER] [-Dgradcheck.KEY=VALUE ...]

              --pytorch FOLDER        the folder of PyTorch's libraries, in a Python installation torch/lib;
                                      without it PYTORCH_LIBRARY_PATH, else the bundle's own PyTorch,
                                      else that of the python3 on the PATH
              -Dgradcheck.devices=... auto, or a list of cpu, cuda and cuda:N
              -Dgradcheck.reports=... the folder of the report (reports)
              -Dgradcheck.case=...    one golden case by name
              -Dgradcheck.golden=...  the folder of the golden cases (the bundle's)
              -Dgradcheck.score=...   the planted faults: sample, all or a file
              -Dgradcheck.budget=...  seconds that the differences of one check may take (10)
              -Dgradcheck.timeout=... the seconds that the suite may take (3600)
              -Dgradcheck.seed=...    of all random choices: a whole number, or random

            Exit status: 0 if nothing fails, 1 if something does, 2 if the suite cannot be run.""";

    private static final Pattern SETTING = Pattern.compile("-D([^=]*)=(.*)");

    CommandLine {
        settings = Map.copyOf(settings);
    }

    /**
     * {@return how long the suite may take}
     *
     * @throws IllegalArgumentException if that is no number of seconds
     */
    Duration limit() {
        String text = settings.get(TIMEOUT);
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "-D" + TIMEOUT + "=" + text + " is no whole number of seconds from 1 on");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /**
     * {@return the command line that arguments stand for}
     *
     * @param arguments in order
     * @throws IllegalArgumentException if one is unknown or lacks its value: which, and what there is
     */
    static CommandLine parse(List<String> arguments) {
        boolean help = false;
        Optional<Path> pytorch = Optional.empty();
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--help")) {
                help = true;
            } else if (argument.equals("--pytorch")) {
                pytorch = Optional.of(Path.of(value(arguments, ++i)));
            } else {
                Matcher setting = setting(argument);
                settings.put(setting.group(1), setting.group(2));
            }
        }
        settings.putIfAbsent(TIMEOUT, LIMIT);
        return new CommandLine(help, pytorch, settings);
    }

    private static String value(List<String> arguments, int i) {
        if (i == arguments.size() || arguments.get(i).isBlank()) {
            throw new IllegalArgumentException(arguments.get(i - 1) + " lacks its value");
        }
        return arguments.get(i);
    }

    private static Matcher setting(String argument) {
        Matcher setting = SETTING.matcher(argument);
        if (!setting.matches() || !KEYS.contains(setting.group(1))) {
            throw new IllegalArgumentException("unknown argument " + argument);
        }
        return setting;
    }
}
