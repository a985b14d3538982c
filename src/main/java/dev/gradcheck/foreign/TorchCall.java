package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a traced graph: {@code %relu : [num_users=1] = call_function[target=torch.relu](args = (%fc1,), kwargs = {})}.
 *
 * @param name of the value
 * @param operation placeholder, call_module, call_function or call_method
 * @param target a module's path, or the last part of a function's name
 * @param arguments as printed; those that are values begin with a percent sign
 * @param options by name, as printed; None is left out
 * @param location of the line
 */
record TorchCall(
        String name,
        String operation,
        String target,
        List<String> arguments,
        Map<String, String> options,
        Location location) {
    private static final Pattern LINE = Pattern.compile(
            "%(\\w++) : .*?= (placeholder|call_module|call_function|call_method)\\[target=([^\\]]++)\\](?:\\(args = \\((.*)\\), kwargs = \\{(.*)\\}\\))?+");
    private static final Pattern VALUE = Pattern.compile("%(\\w++)");

    static Optional<TorchCall> of(String line, Location location) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String operation = matcher.group(2);
        String target = matcher.group(3);
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : parts(matcher.group(5))) {
            int colon = option.indexOf(':');
            String value = option.substring(colon + 1).strip();
            if (colon > 0 && !value.equals("None")) {
                options.put(option.substring(0, colon), value);
            }
        }
        return Optional.of(new TorchCall(
                matcher.group(1),
                operation,
                operation.equals("call_function") ? target.substring(target.lastIndexOf('.') + 1) : target,
                parts(matcher.group(4)),
                options,
                location));
    }

    /** The names of all values that it takes, those in brackets included. */
    List<String> values() {
        return VALUE.matcher(String.join(" ", arguments))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }

    /** What stands between commas that no bracket encloses. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int open = 0;
        int start = 0;
        String all = text == null ? "" : text;
        for (int i = 0; i <= all.length(); i++) {
            char c = i == all.length() ? ',' : all.charAt(i);
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && (open == 0 || i == all.length())) {
                parts.add(all.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }
}
