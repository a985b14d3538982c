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
 * @param limit of the suite's time, as {@code --timeout} gave it
 * @param settings by key, as {@code -Dkey=value} gave them
 */
record CommandLine(boolean help, Optional<Path> pytorch, Duration limit, Map<String, String> settings) {
    /** What may be set, as for {@code mvn verify}. */
    static final List<String> KEYS = List.of(
            "gradcheck.devices",
            "gradcheck.seed",
            "gradcheck.golden",
            "gradcheck.reports",
            "gradcheck.case",
            "gradcheck.score");

    static final String USAGE = """
            gradcheck-suite [--pytorch FOLDER] [--timeout SECONDS] [-Dgradcheck.KEY=VALUE ...]

              --pytorch FOLDER        the folder of PyTorch's libraries, in a Python installation torch/lib;
                                      without it PYTORCH_LIBRARY_PATH, else the bundle's own PyTorch,
                                      else that of the python3 on the PATH
              --timeout SECONDS       how long the suite may take (3600)
              -Dgradcheck.devices=... auto, or a list of cpu, cuda and cuda:N
              -Dgradcheck.reports=... the folder of the report (reports)
              -Dgradcheck.case=...    one golden case by name
              -Dgradcheck.golden=...  the folder of the golden cases (the bundle's)
              -Dgradcheck.score=...   the planted faults: sample, all or a file
              -Dgradcheck.seed=...    of all random choices: a whole number, or random

            Exit status: 0 if nothing fails, 1 if something does, 2 if the suite cannot be run.""";

    /** As in the build. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final Pattern SETTING = Pattern.compile("-D([^=]*)=(.*)");

    CommandLine {
        settings = Map.copyOf(settings);
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
        Duration limit = LIMIT;
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--help")) {
                help = true;
            } else if (argument.equals("--pytorch")) {
                pytorch = Optional.of(Path.of(value(arguments, ++i)));
            } else if (argument.equals("--timeout")) {
                limit = seconds(value(arguments, ++i));
            } else {
                Matcher setting = setting(argument);
                settings.put(setting.group(1), setting.group(2));
            }
        }
        return new CommandLine(help, pytorch, limit, settings);
    }

    private static String value(List<String> arguments, int i) {
        if (i == arguments.size() || arguments.get(i).isBlank()) {
            throw new IllegalArgumentException(arguments.get(i - 1) + " lacks its value");
        }
        return arguments.get(i);
    }

    private static Duration seconds(String text) {
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--timeout " + text + " is no whole number of seconds from 1 on");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Matcher setting(String argument) {
        Matcher setting = SETTING.matcher(argument);
        if (!setting.matches() || !KEYS.contains(setting.group(1))) {
            throw new IllegalArgumentException("unknown argument " + argument);
        }
        return setting;
    }
}
