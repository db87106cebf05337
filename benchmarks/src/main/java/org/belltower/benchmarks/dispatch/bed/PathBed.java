package org.belltower.benchmarks.dispatch.bed;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Service;
import org.belltower.benchmarks.process.Unwinding;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.LocalIssuer;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.postgres.ServiceDatabase;

/// The whole path of a change: event-ingest and rules-evaluator before the dispatcher, and device-registry if it is
/// asked for, each as it is packaged, in a process of its own. The issuer, which services only ask for its keys, is in
/// this one. Not thread-safe.
public final class PathBed implements AutoCloseable {
    /// As `./belltower up` gives it.
    public static final Jvm SERVICE = Jvm.asServices(256);

    /// What is measured is what gets through, not what a producer is let.
    private static final Map<String, String> QUOTA =
            Map.of("belltower.ingest.quota.events-per-second", "1000000", "belltower.ingest.quota.burst", "10000000");

    private final DispatchBed dispatching;
    private final LocalIssuer issuer;
    private final Service ingest;
    private final Service evaluator;
    private final Optional<Service> registry;

    /// What belongs to it.
    public enum Extent {
        /// What an event goes through.
        PATH,
        /// All services. device-registry, whose database is empty, reads all outcomes; what it would publish the bed
        /// writes.
        SUITE
    }

    /// Returns when all of them work. Blocks for seconds.
    ///
    /// @param dispatching stays open when this is closed
    /// @param districts whose events are posted, of so many devices each
    public PathBed(DispatchBed dispatching, List<SampleDistrict> districts, int devices, Extent extent)
            throws InterruptedException {
        this.dispatching = dispatching;
        try (Unwinding unwinding = new Unwinding()) {
            issuer = unwinding.later(LocalIssuer.start(
                    new IssuerSettings(0, SigningKey.ephemeral(), List.of(), List.of()), InstantSource.system()));
            districts.forEach(district -> dispatching.feeder().writeAudiences(district, devices));
            ingest = unwinding.later(start("event-ingest", QUOTA));
            evaluator = unwinding.later(start(
                    "rules-evaluator",
                    Map.of(
                            "belltower.rules.state-dir",
                            dispatching.folder().resolve("state").toString())));
            registry = extent == Extent.SUITE
                    ? Optional.of(unwinding.later(start("device-registry", onItsOwn(Backends.freshDatabase()))))
                    : Optional.empty();
            unwinding.keep();
        }
    }

    private static Map<String, String> onItsOwn(ServiceDatabase database) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.password",
                database.roles().application().password(),
                "quarkus.flyway.password",
                database.roles().owner().password(),
                "belltower.registry.relay.password",
                database.roles().relay().password());
    }

    private Service start(String module, Map<String, String> settings) throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("quarkus.oidc.auth-server-url", issuer.url());
        return Service.start(module, SERVICE, all, dispatching.bootstrapServers(), dispatching.folder());
    }

    public DispatchBed dispatching() {
        return dispatching;
    }

    /// Where events are posted.
    public URI events() {
        return ingest.address().resolve("/v1/events");
    }

    /// What a producer of a district's events shows.
    public String token(SampleDistrict district) {
        return issuer.mint()
                .mint(TokenRequest.forClient(SampleDistrict.CLIENT)
                        .district(district.id().value())
                        .scopes("events.write")
                        .sources(SampleDistrict.SOURCE)
                        .lifetime(Duration.ofHours(2)));
    }

    /// @throws IllegalStateException if a service has ended
    public void requireAlive() {
        ingest.child().requireAlive();
        evaluator.child().requireAlive();
        registry.ifPresent(service -> service.child().requireAlive());
        dispatching.dispatcher().requireAlive();
    }

    @Override
    public void close() {
        registry.ifPresent(Service::close);
        evaluator.close();
        ingest.close();
        issuer.close();
    }
}
