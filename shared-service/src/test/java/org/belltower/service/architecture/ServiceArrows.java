package org.belltower.service.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What may use what within a service (docs/style, "Where things are"): `technology -> feature`, `app -> everything`,
/// features without cycles, nothing imports `app`, no service imports another.
///
/// ```java
/// class ArrowsTest {
///     private final ServiceArrows arrows = new ServiceArrows("org.belltower.ingest");
///
///     @Test
///     void arrows_point_from_technology_to_feature() {
///         arrows.check();
///     }
///
///     @Test
///     void the_reader_is_pure() {
///         arrows.checkPure("cloudevents");
///     }
/// }
/// ```
public final class ServiceArrows {
    private static final List<String> SERVICES =
            List.of("org.belltower.ingest", "org.belltower.registry", "org.belltower.rules", "org.belltower.dispatch");
    private static final List<String> TECHNOLOGIES = List.of(
            "http", "kafka", "postgres", "streams", "apns", "fcm", "webpush", "micrometer", "oneroster", "yaml");
    // Jackson's tree is the JDK's missing one; what else a core needs is a port's. The failures are pure themselves.
    private static final String[] PURE = {
        "java..", "org.jspecify..", "org.belltower.model..", "com.fasterxml.jackson..", "org.belltower.service.failure"
    };

    private final String service;
    private final JavaClasses classes;

    /// @param service the service's package
    public ServiceArrows(String service) {
        this.service = service;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(service);
    }

    /// Fails with every arrow that points the wrong way.
    public void check() {
        noClasses()
                .that()
                .resideOutsideOfPackage(service + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(service + ".app..")
                .because("app puts everything together, so nothing can use it")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackages(adaptersAndApp())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(adapters())
                .because("a technology serves a feature, never the other way")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream()
                        .filter(other -> !other.equals(service))
                        .map(other -> other + "..")
                        .toArray(String[]::new))
                .because("services meet in topics and over HTTP")
                .check(classes);
        slices().matching(service + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    /// Fails if a package of the service (without those below it) uses more than the JDK, JSpecify, the shared model,
    /// JSON, what is pure of the services' edges and the features named.
    ///
    /// @param feature below the service's package: `cloudevents`
    public void checkPure(String feature, String... features) {
        String[] allowed = Stream.concat(
                        Arrays.stream(PURE),
                        Stream.concat(Stream.of(feature), Arrays.stream(features))
                                .map(name -> service + "." + name))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(service + "." + feature)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(classes);
    }

    private String[] adapters() {
        return TECHNOLOGIES.stream()
                .flatMap(
                        technology -> Stream.of(service + "." + technology + "..", service + ".*." + technology + ".."))
                .toArray(String[]::new);
    }

    private String[] adaptersAndApp() {
        return Stream.concat(Arrays.stream(adapters()), Stream.of(service + ".app.."))
                .toArray(String[]::new);
    }
}
