package dev.gradcheck.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The service that runs a build, by the variables that it sets: what Allure's report calls its executor. */
final class Executor {
    private Executor() {}

    /** {@return Allure's description of the service; empty where none that is known runs the build} */
    static Optional<Map<String, Object>> of(Map<String, String> environment) {
        return Stream.of(github(environment), gitlab(environment), jenkins(environment))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** As in https://docs.github.com/en/actions/reference/workflows-and-actions/variables. */
    private static Optional<Map<String, Object>> github(Map<String, String> all) {
        return Optional.ofNullable(all.get("GITHUB_RUN_ID"))
                .map(run -> executor(
                        "GitHub Actions",
                        "github",
                        all.get("GITHUB_RUN_NUMBER"),
                        all.get("GITHUB_SERVER_URL") + "/" + all.get("GITHUB_REPOSITORY") + "/actions/runs/" + run));
    }

    /** As in https://docs.gitlab.com/ci/variables/predefined_variables/. */
    private static Optional<Map<String, Object>> gitlab(Map<String, String> all) {
        return Optional.ofNullable(all.get("CI_PIPELINE_URL"))
                .map(url -> executor("GitLab CI", "gitlab", all.get("CI_PIPELINE_IID"), url));
    }

    /** As in https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables. */
    private static Optional<Map<String, Object>> jenkins(Map<String, String> all) {
        return Optional.ofNullable(all.get("JENKINS_URL"))
                .map(url -> executor("Jenkins", "jenkins", all.get("BUILD_NUMBER"), all.get("BUILD_URL")));
    }

    private static Map<String, Object> executor(String name, String type, String number, String url) {
        Map<String, Object> executor = new LinkedHashMap<>();
        executor.put("name", name);
        executor.put("type", type);
        if (number != null && number.matches("\\d{1,9}")) {
            executor.put("buildOrder", Integer.parseInt(number));
            executor.put("buildName", "run " + number);
        }
        if (EscapedResults.isWeb(url)) {
            executor.put("buildUrl", url);
        }
        return executor;
    }
}
