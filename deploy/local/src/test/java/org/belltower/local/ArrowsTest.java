package org.belltower.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of docs/style.md.
class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.belltower.local");

    @Test
    void what_keeps_processes_running_knows_nothing_of_belltower() {
        classes()
                .that()
                .resideInAnyPackage("..local.process..", "..local.supervise..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "org.jspecify..", "org.belltower.local.process..", "org.belltower.local.supervise.."))
                .check(CLASSES);
    }

    @Test
    void nothing_knows_the_commands() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..local.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..local.app..")
                .check(CLASSES);
    }

    @Test
    void the_rooms_have_no_cycles() {
        slices().matching("org.belltower.local.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_model_of_the_sample_day_knows_only_the_written_day() {
        noClasses()
                .that()
                .resideInAPackage("..local.demo.sample..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.belltower.local..")
                        .and(not(resideInAnyPackage("..local.demo.sample..", "..local.demo.day.."))))
                .check(CLASSES);
    }

    @Test
    void nobody_of_the_demo_decides_as_those_do_who_decide_in_earnest() {
        noClasses()
                .that()
                .resideInAPackage("..local.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..model.gate..", "..belltower.rules..", "..belltower.dispatch..")
                .check(CLASSES);
    }
}
