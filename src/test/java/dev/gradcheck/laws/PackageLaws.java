package dev.gradcheck.laws;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Pullback;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The laws of the house (design, section 3) for a root package, so that they can be broken on purpose under another one.
 *
 * @param root {@code dev.gradcheck}, or where the offenders live
 */
public record PackageLaws(String root) {
    /** From top to bottom: what each package may import of this project. */
    private static final Map<String, List<String>> TABLE = table();

    /** Heavy libraries, each under the only packages that may import it. */
    private static final Map<List<String>, List<String>> LIBRARIES = Map.of(
            List.of("oracle.djl.torch"), List.of("com.sun.jna.."),
            List.of("numbers", "oracle.djl", "oracle.djl.torch"), List.of("ai.djl.."),
            List.of("golden.yaml"), List.of("org.snakeyaml.."),
            List.of("command"), List.of("picocli.."),
            List.of("json"), List.of("com.fasterxml.."),
            List.of("report"), List.of("io.qameta.allure.."),
            List.of("picture", "report"), List.of("j2html.."),
            List.of("tensor"), List.of("org.apache.commons.numbers.."),
            List.of("testing"), List.of("org.junit..", "org.assertj..", "net.jqwik.."));

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("json", List.of());
        table.put("process", List.of());
        table.put("tensor", List.of());
        table.put("numbers", List.of("json", "tensor"));
        table.put("function", List.of("tensor"));
        table.put("record", List.of("tensor", "function"));
        table.put("graph", List.of("tensor"));
        table.put("net", List.of("tensor", "function", "graph"));
        table.put("random", List.of("tensor", "function", "graph", "net"));
        table.put("accused", List.of("tensor", "function", "record"));
        table.put("oracle", List.of("tensor", "function", "record", "accused"));
        table.put("oracle.record", List.of("tensor", "function", "record", "accused", "oracle"));
        table.put("oracle.djl.torch", List.of("oracle"));
        table.put(
                "oracle.djl",
                List.of(
                        "tensor",
                        "function",
                        "record",
                        "graph",
                        "process",
                        "accused",
                        "oracle",
                        "oracle.record",
                        "oracle.djl.torch"));
        table.put("verdict", List.of("tensor", "function", "accused", "oracle"));
        table.put("check", List.of("tensor", "function", "accused", "oracle", "oracle.record", "verdict"));
        table.put("golden", List.copyOf(table.keySet()));
        table.put("golden.yaml", List.copyOf(table.keySet()));
        table.put("foreign", List.copyOf(table.keySet()));
        table.put("picture", List.of("tensor", "oracle"));
        table.put("report", List.copyOf(table.keySet()));
        table.put("testing", List.copyOf(table.keySet()));
        table.put("command", List.copyOf(table.keySet()));
        table.put("portable", List.of("process", "report"));
        return table;
    }

    /** {@return the names of all packages, from top to bottom} */
    public static List<String> packages() {
        return List.copyOf(TABLE.keySet());
    }

    /** {@return the table in Markdown, a row for each package, from top to bottom} */
    public static String markdown() {
        StringBuilder text =
                new StringBuilder("| package | may import | libraries that nobody else may |\n|---|---|---|\n");
        TABLE.forEach((name, imports) -> text.append("| `")
                .append(name)
                .append("` | ")
                .append(code(imports))
                .append(" | ")
                .append(code(libraries(name)))
                .append(" |\n"));
        return text.toString();
    }

    private static List<String> libraries(String name) {
        return LIBRARIES.entrySet().stream()
                .filter(owners -> owners.getKey().contains(name))
                .flatMap(owners -> owners.getValue().stream())
                .sorted()
                .toList();
    }

    private static String code(List<String> names) {
        return names.isEmpty() ? "—" : "`" + String.join("`, `", names) + "`";
    }

    /** {@return for each package that it imports only what the table allows} */
    public List<ArchRule> table(String name) {
        List<ArchRule> rules = new ArrayList<>();
        for (String other : TABLE.keySet()) {
            if (!other.equals(name) && !TABLE.get(name).contains(other)) {
                rules.add(noClasses()
                        .that()
                        .resideInAPackage(in(name))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in(other))
                        .allowEmptyShould(true));
            }
        }
        return rules;
    }

    /** {@return that every class lives in one of the packages} */
    public ArchRule noClassOutside() {
        return classes()
                .should()
                .resideInAnyPackage(TABLE.keySet().stream().map(this::in).toArray(String[]::new));
    }

    /** {@return that no packages depend on each other in a circle} */
    public ArchRule noCycle() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** {@return for each heavy library that only its owners import it} */
    public List<ArchRule> libraries() {
        List<ArchRule> rules = new ArrayList<>();
        LIBRARIES.forEach((owners, libraries) -> libraries.forEach(library -> rules.add(noClasses()
                .that()
                .resideOutsideOfPackages(owners.stream().map(this::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library))));
        return rules;
    }

    /** {@return that nobody can inherit what is public by accident} */
    public ArchRule publicTypesAreClosed() {
        return classes()
                .that()
                .arePublic()
                .should(new ArchCondition<>("be final, sealed, an interface or an annotation") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                                || type.isEnum()
                                || type.isInterface()
                                || type.reflect().isSealed();
                        events.add(new SimpleConditionEvent(
                                type, closed, type.getName() + " can be inherited by anybody"));
                    }
                });
    }

    /** {@return that nobody prints but the command-line entries} */
    public ArchRule onlyTheCommandLinePrints() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".report.ReportCommand")
                .and()
                .doNotHaveFullyQualifiedName(root + ".command.Gradcheck")
                .and()
                .doNotHaveFullyQualifiedName(root + ".portable.Main")
                .and()
                .doNotHaveFullyQualifiedName(root + ".testing.SuiteRunner")
                .should(ACCESS_STANDARD_STREAMS);
    }

    /** {@return that no array is multiplied, divided or raised by a bare number, which DJL frees before the backward pass reads it} */
    public ArchRule arraysMeetNoBareNumbers() {
        return noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(NDArray.class)))
                        .and(target(nameMatching("(mul|div|pow|mod|maximum|minimum)i?")))
                        .and(target(rawParameterTypes(Number.class))));
    }

    /** {@return that one package alone calls what a user wrote; a layer is part of its network, and a file is read before it is judged} */
    public ArchRule onlyTheAccusedIsAsked() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("accused"), in("function"), in("net"), in("random"), in("golden.yaml"))
                .should()
                .callMethodWhere(target(owner(assignableTo(Differentiable.class)))
                        .and(target(nameMatching("primal|vjp|suspicions|conventions|stages")))
                        .or(target(owner(assignableTo(Pullback.class))).and(target(nameMatching("apply")))));
    }

    private String in(String name) {
        return root + "." + name;
    }
}
