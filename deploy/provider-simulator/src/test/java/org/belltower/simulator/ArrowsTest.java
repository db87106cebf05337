package org.belltower.simulator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    private static final String ROOT = "org.belltower.simulator";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packages_have_no_cycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void protocols_know_neither_each_other_nor_what_steers_them() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("app")
                .definedBy(ROOT)
                .layer("control")
                .definedBy(ROOT + ".control..")
                .layer("credentials")
                .definedBy(ROOT + ".credentials..")
                .layer("apns")
                .definedBy(ROOT + ".apns..")
                .layer("fcm")
                .definedBy(ROOT + ".fcm..")
                .layer("script")
                .definedBy(ROOT + ".script..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("credentials")
                .mayOnlyBeAccessedByLayers("app", "control")
                .whereLayer("apns")
                .mayOnlyBeAccessedByLayers("app", "control", "credentials")
                .whereLayer("fcm")
                .mayOnlyBeAccessedByLayers("app", "control", "credentials")
                .whereLayer("script")
                .mayOnlyBeAccessedByLayers("app", "control", "apns", "fcm")
                .check(CLASSES);
    }
}
