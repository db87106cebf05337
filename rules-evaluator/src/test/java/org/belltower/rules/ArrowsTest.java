package org.belltower.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/// The arrows of docs/style.md.
class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.belltower.rules");

    @Test
    void what_decides_knows_the_jdk_jspecify_and_the_shared_model_only() {
        ArchRuleDefinition.classes()
                .that()
                .resideOutsideOfPackages("..rules.streams..", "..rules.app..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.belltower.model..",
                        "org.belltower.rules.compose..",
                        "org.belltower.rules.fanout..",
                        "org.belltower.rules.gate..",
                        "org.belltower.rules.threshold..",
                        "org.belltower.rules.trigger.."))
                .check(CLASSES);
    }

    @Test
    void only_the_topology_knows_kafka_streams_and_nothing_knows_the_wiring() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("app")
                .definedBy("..rules.app..")
                .layer("streams")
                .definedBy("..rules.streams..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("streams")
                .mayOnlyBeAccessedByLayers("app")
                .check(CLASSES);
    }

    @Test
    void features_have_no_cycles() {
        slices().matching("org.belltower.rules.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
