package org.belltower.local.suite.start;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.belltower.embedded.issuer.LocalIssuerMain;
import org.belltower.embedded.kafka.EmbeddedKafkaMain;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.Readiness;
import org.belltower.local.process.ledger.StopSignal;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.simulator.ProviderSimulatorMain;

/// The processes of a suite and how each is started.
///
/// @param folders of the run
/// @param ports where they listen
/// @param java how JVMs are started
/// @param issuer the issuer's configuration file
/// @param simulated the accounts for which the provider simulator runs; it does not run if there
///     are none
/// @param systems the student information systems that are captured
/// @param settings more environment variables per service
public record SuiteProcesses(
        SuiteFolders folders,
        Ports ports,
        JavaProgram java,
        IssuerFile issuer,
        Optional<ProviderAccounts> simulated,
        StudentSystems systems,
        Map<Service, Map<String, String>> settings) {
    /// Names of processes that are no services.
    public static final String POSTGRESQL = "postgresql";

    public static final String KAFKA = "kafka";
    public static final String ISSUER = "issuer";
    public static final String SIMULATOR = "provider-simulator";
    public static final String SIS = "sample-sis";

    /// About what Apple's and Google's answers take from a school's network.
    private static final String PROVIDER_LATENCY_MILLIS = "100";

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Readiness READY_LINE = new Readiness.LogLine(Pattern.compile("^ready\\b"));
    private static final ProcessSpec.Ending WITH_PARENT = new ProcessSpec.Ending(StopSignal.TERM, true);
    private static final ProcessSpec.Ending BY_SIGNAL = new ProcessSpec.Ending(StopSignal.TERM, false);

    /// All of them.
    public List<ProcessSpec> all() {
        DatabasePasswords passwords = DatabasePasswords.forRun(folders.of("secrets"));
        List<ProcessSpec> all = new ArrayList<>();
        all.add(database(passwords));
        all.add(main(
                KAFKA,
                java.main(
                        384,
                        EmbeddedKafkaMain.class.getName(),
                        folders.of(KAFKA).toString(),
                        Integer.toString(ports.kafka()),
                        Integer.toString(ports.kafkaController())),
                Map.of()));
        all.add(main(
                ISSUER,
                java.main(64, LocalIssuerMain.class.getName(), issuer.file().toString()),
                Map.of()));
        simulated.ifPresent(accounts -> all.add(simulator(accounts)));
        if (!systems.isNone()) {
            all.add(capture());
        }
        for (Service service : Service.values()) {
            all.add(service(service, passwords));
        }
        return all;
    }

    private ProcessSpec database(DatabasePasswords passwords) {
        List<String> command = java.main(
                48,
                DatabaseMain.class.getName(),
                folders.of(POSTGRESQL).toString(),
                Integer.toString(ports.postgresql()),
                java.brief() ? "brief" : "durable",
                folders.logs().resolve(POSTGRESQL + ".log").toString());
        command.addAll(systems.names());
        Map<String, String> environment = new LinkedHashMap<>(passwords.ofDatabase());
        environment.putAll(systems.environment());
        return main(POSTGRESQL, command, environment);
    }

    private ProcessSpec capture() {
        Path folder = folders.of(SIS);
        systems.write(folder);
        List<String> command = java.main(
                192,
                StudentSystemsMain.class.getName(),
                folder.toString(),
                ports.kafkaBootstrap(),
                Integer.toString(ports.postgresql()));
        command.addAll(systems.names());
        return main(SIS, command, systems.environment(), Set.of(KAFKA, POSTGRESQL));
    }

    private ProcessSpec simulator(ProviderAccounts accounts) {
        List<String> command = java.main(
                128,
                ProviderSimulatorMain.class.getName(),
                "--folder",
                folders.of(SIMULATOR).toString(),
                "--apns-port",
                Integer.toString(ports.apns()),
                "--fcm-port",
                Integer.toString(ports.fcm()),
                "--control-port",
                Integer.toString(ports.simulatorControl()),
                "--latency-millis",
                PROVIDER_LATENCY_MILLIS);
        command.addAll(accounts.arguments());
        return main(SIMULATOR, command, Map.of());
    }

    private ProcessSpec main(String name, List<String> command, Map<String, String> environment) {
        return main(name, command, environment, Set.of());
    }

    private ProcessSpec main(String name, List<String> command, Map<String, String> environment, Set<String> after) {
        return new ProcessSpec(
                name, command, environment, folders.of(name), after, READY_LINE, READY_WITHIN, WITH_PARENT);
    }

    private ProcessSpec service(Service service, DatabasePasswords passwords) {
        Map<String, String> environment = new LinkedHashMap<>(common(service));
        environment.putAll(own(service, passwords));
        environment.putAll(settings.getOrDefault(service, Map.of()));
        URI health = Ports.http(ports.management(service)).resolve("/q/health/ready");
        return new ProcessSpec(
                service.module(),
                java.service(256, collector(service), folders.runner(service)),
                environment,
                folders.of(service.module()),
                after(service),
                new Readiness.HttpOk(health),
                READY_WITHIN,
                BY_SIGNAL);
    }

    /// A push waits for the dispatcher's pauses, and nobody notices those of the others (docs/performance.md).
    private static JavaProgram.Collector collector(Service service) {
        return service == Service.DISPATCHER ? JavaProgram.Collector.PARALLEL : JavaProgram.Collector.SERIAL;
    }

    private Set<String> after(Service service) {
        return switch (service) {
            case EVENT_INGEST, RULES_EVALUATOR -> Set.of(KAFKA, ISSUER);
            case DEVICE_REGISTRY -> Set.of(KAFKA, ISSUER, POSTGRESQL);
            // It reads the certificate authority that the simulator makes. PostgreSQL it does without for a while.
            case DISPATCHER -> simulated.isPresent() ? Set.of(KAFKA, ISSUER, SIMULATOR) : Set.of(KAFKA, ISSUER);
        };
    }

    private Map<String, String> own(Service service, DatabasePasswords passwords) {
        return switch (service) {
            case EVENT_INGEST ->
                systems.ofIngest(folders.of(SIS), folders.of(service.module()).resolve("state"));
            case DISPATCHER -> {
                Map<String, String> environment = new LinkedHashMap<>(credentialKeys());
                environment.putAll(passwords.ofDispatcher(ports));
                if (simulated.isPresent()) {
                    environment.putAll(towardsSimulator());
                }
                yield environment;
            }
            case DEVICE_REGISTRY -> {
                Map<String, String> environment = new LinkedHashMap<>(credentialKeys());
                environment.putAll(passwords.ofRegistry(ports));
                yield environment;
            }
            case RULES_EVALUATOR ->
                Map.of(
                        "BELLTOWER_RULES_STATE_DIR",
                        folders.of(service.module()).resolve("state").toString());
        };
    }

    private Map<String, String> credentialKeys() {
        return CredentialKeyFile.in(folders.of("secrets")).ofService();
    }

    private Map<String, String> towardsSimulator() {
        String authority = folders.of(SIMULATOR).resolve("ca.pem").toString();
        return Map.of(
                "BELLTOWER_DISPATCH_APNS_SERVER",
                "127.0.0.1:" + ports.apns(),
                "BELLTOWER_DISPATCH_APNS_TRUSTED_CERTIFICATES",
                authority,
                "BELLTOWER_DISPATCH_FCM_BASE_URL",
                "https://127.0.0.1:" + ports.fcm(),
                "BELLTOWER_DISPATCH_FCM_TRUSTED_CERTIFICATES",
                authority);
    }

    private Map<String, String> common(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.service(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", ports.kafkaBootstrap());
        environment.put(
                "QUARKUS_OIDC_AUTH_SERVER_URL", Ports.http(ports.issuer()).toString());
        Path own = folders.settings(service);
        if (Files.exists(own)) {
            environment.put("QUARKUS_CONFIG_LOCATIONS", own.toUri().toString());
        }
        return environment;
    }
}
