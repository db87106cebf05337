package org.belltower.embedded;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.belltower.embedded");

    @Test
    void kafka_postgres_and_issuer_do_not_know_one_another() {
        slices().matching("org.belltower.embedded.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("..host"))
                .ignoreDependency(resideInAPackage("..quarkus"), alwaysTrue())
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..kafka..", "..postgres..", "..issuer..", "..host..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Backends.class, SharedBackends.class)
                .check(CLASSES);
    }

    @Test
    void only_containers_needs_testcontainers_and_only_quarkus_needs_quarkus() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Containers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.testcontainers..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..quarkus..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.quarkus..")
                .check(CLASSES);
    }
}
