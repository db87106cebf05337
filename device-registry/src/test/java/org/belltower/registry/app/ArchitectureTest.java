package org.belltower.registry.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/// The arrows of the style page: technology to feature, app to everything, nothing to app, features without cycles.
class ArchitectureTest {
    private static final String ROOT = "org.belltower.registry.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.belltower.registry");

    @Test
    void nothing_imports_the_wiring() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "app")
                .check(CLASSES);
    }

    @Test
    void features_know_no_technology() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "district",
                        ROOT + "roster",
                        ROOT + "device",
                        ROOT + "subscription",
                        ROOT + "audience",
                        ROOT + "publish",
                        ROOT + "page")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.belltower.registry..http..",
                        "org.belltower.registry..postgres..",
                        "org.belltower.registry..kafka..",
                        "org.jdbi..",
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.kafka..",
                        "jakarta..",
                        "io.quarkus..",
                        "org.belltower.service..")
                .check(CLASSES);
    }

    @Test
    void the_audience_core_needs_only_the_jdk_and_the_shared_model() {
        classes()
                .that()
                .resideInAPackage(ROOT + "audience")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.belltower.model..", ROOT + "audience")
                .check(CLASSES);
    }

    @Test
    void only_the_postgres_rooms_speak_sql_and_only_the_kafka_rooms_kafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.belltower.registry..postgres..", ROOT + "app")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.belltower.registry..kafka..", ROOT + "app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void features_have_no_cycles() {
        slices().assignedFrom(new Features()).should().beFreeOfCycles().check(CLASSES);
    }

    /// The first package under the service, with all its technologies.
    private static final class Features implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return name.startsWith(ROOT)
                    ? SliceIdentifier.of(name.substring(ROOT.length()).split("\\.", 2)[0])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "features of the registry";
        }
    }
}
