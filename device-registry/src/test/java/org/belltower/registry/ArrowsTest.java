package org.belltower.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.belltower.service.architecture.ServiceArrows;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final String SERVICE = "org.belltower.registry";

    private final ServiceArrows arrows = new ServiceArrows(SERVICE);

    @Test
    void arrows_point_from_technology_to_feature_and_from_app_to_everything() {
        arrows.check();
    }

    @Test
    void what_decides_is_pure() {
        arrows.checkPure("audience");
        arrows.checkPure("device", "platform");
        arrows.checkPure("platform", "loop");
        arrows.checkPure("subscription");
        arrows.checkPure("publish", "loop");
        arrows.checkPure("loop");
        arrows.checkPure("page");
        arrows.checkPure("idempotency");
        arrows.checkPure("right");
        arrows.checkPure("audit", "page");
        arrows.checkPure("roster", "district");
        arrows.checkPure("preference", "district", "subscription");
        arrows.checkPure("settings", "district", "subscription", "preference");
    }

    @Test
    void only_the_postgres_rooms_speak_sql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVICE + "..postgres..", SERVICE + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.postgresql..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(SERVICE));
    }
}
