package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.gradcheck.laws.PackageLaws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws hold for the project, and each is broken by an offender under {@code dev.gradcheck.laws}. */
class PackageLawsTest {
    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradcheck");
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages("dev.gradcheck.laws");
    private static final PackageLaws LAWS = new PackageLaws("dev.gradcheck");
    private static final PackageLaws BROKEN = new PackageLaws("dev.gradcheck.laws");

    static List<String> packages() {
        return PackageLaws.packages();
    }

    static List<ArchRule> libraries() {
        return LAWS.libraries();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_what_the_table_allows(String name) {
        LAWS.table(name).forEach(rule -> rule.check(PROJECT));
    }

    @Test
    void every_class_lives_in_one_of_the_packages() {
        LAWS.noClassOutside().check(PROJECT);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        LAWS.noCycle().check(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_heavy_library_is_imported_by_one_package_alone(ArchRule rule) {
        rule.check(PROJECT);
    }

    @Test
    void public_types_cannot_be_inherited_by_accident() {
        LAWS.publicTypesAreClosed().check(PROJECT);
    }

    @Test
    void nobody_prints_but_the_command_line_entries() {
        LAWS.onlyTheCommandLinePrints().check(PROJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "tensor, dev.gradcheck.laws.tensor.Opener.below> has type <dev.gradcheck.laws.function.Printer>",
        "oracle, dev.gradcheck.laws.oracle.Peeking.accused> has type <dev.gradcheck.laws.net.Accused>"
    })
    void an_import_that_the_table_forbids_is_found(String name, String found) {
        assertThat(BROKEN.table(name).stream().flatMap(rule -> violations(rule).stream()))
                .singleElement()
                .asString()
                .contains(found);
    }

    @Test
    void an_import_from_above_is_no_offence() {
        assertThat(BROKEN.table("function").stream().flatMap(rule -> violations(rule).stream()))
                .isEmpty();
    }

    @Test
    void a_class_outside_the_packages_is_found() {
        assertThat(violations(BROKEN.noClassOutside())).anyMatch(v -> v.contains("<dev.gradcheck.laws.PackageLaws>"));
    }

    @Test
    void a_circle_is_found() {
        assertThat(violations(BROKEN.noCycle())).singleElement().asString().contains("Slice function", "Slice tensor");
    }

    @Test
    void every_library_in_the_wrong_package_is_found() {
        assertThat(BROKEN.libraries()).hasSize(11).allMatch(rule -> violations(rule).stream()
                .anyMatch(v -> v.contains("laws.oracle.Peeking")));
    }

    @Test
    void a_public_class_that_can_be_inherited_is_found() {
        assertThat(violations(BROKEN.publicTypesAreClosed()))
                .containsExactly("dev.gradcheck.laws.tensor.Opener can be inherited by anybody");
    }

    @Test
    void printing_is_found() {
        assertThat(violations(BROKEN.onlyTheCommandLinePrints()))
                .singleElement()
                .asString()
                .contains("laws.function.Printer.print()", "java.lang.System.out");
    }

    @Test
    void no_twin_has_a_bare_number_as_a_factor() {
        LAWS.arraysMeetNoBareNumbers().check(PROJECT);
    }

    @Test
    void a_bare_number_as_a_factor_is_found() {
        assertThat(violations(BROKEN.arraysMeetNoBareNumbers()))
                .singleElement()
                .asString()
                .contains("laws.oracle.Peeking.doubled", "NDArray.mul(java.lang.Number)");
    }

    @Test
    void nobody_but_the_accused_calls_what_a_user_wrote() {
        LAWS.onlyTheAccusedIsAsked().check(PROJECT);
    }

    @Test
    void every_call_around_the_accused_is_found() {
        assertThat(violations(BROKEN.onlyTheAccusedIsAsked()))
                .hasSize(5)
                .allMatch(v -> v.contains("laws.verdict.Bypass."))
                .anyMatch(v -> v.contains("Differentiable.primal("))
                .anyMatch(v -> v.contains("Differentiable.vjp("))
                .anyMatch(v -> v.contains("Differentiable.suspicions("))
                .anyMatch(v -> v.contains("Differentiable.conventions("))
                .anyMatch(v -> v.contains("Pullback.apply("));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(OFFENDERS).getFailureReport().getDetails();
    }
}
