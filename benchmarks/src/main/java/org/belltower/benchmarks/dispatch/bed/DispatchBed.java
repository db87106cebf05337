package org.belltower.benchmarks.dispatch.bed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.benchmarks.process.Child;
import org.belltower.benchmarks.process.Jvm;
import org.belltower.benchmarks.process.Service;
import org.belltower.benchmarks.process.Unwinding;
import org.belltower.embedded.Backends;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.embedded.postgres.DispatcherDatabase;

/// Kafka, the provider simulator and the dispatcher as it is packaged, each a process of its own on
/// this machine, on free ports, with a district in which every push may leave. All of them end with
/// this.
///
/// Not thread-safe.
public final class DispatchBed implements AutoCloseable {
    /// As `./belltower up` gives it.
    public static final Jvm DISPATCHER = Jvm.asDispatcher(256);

    public static final Jvm SIMULATOR = Jvm.asServices(384);

    private final Path folder;
    private final KafkaProcess kafka;
    private final Simulator simulator;
    private final Feeder feeder;
    private final SampleDistrict district;
    private final Order order;
    private final Uploads uploads = new Uploads();
    private final Optional<DispatcherDatabase> database;
    private Service dispatcher;

    /// What differs from bed to bed.
    ///
    /// @param devices of the district
    /// @param inFlight the most sends in flight
    /// @param profiled whether the dispatcher is to be recorded: then the compiler remembers more
    /// @param deferring whether there is a PostgreSQL, in which pushes wait that wait long
    /// @param neighbours districts beside its own
    public record Order(int devices, int inFlight, boolean profiled, boolean deferring, List<Neighbour> neighbours) {
        public Order {
            neighbours = List.copyOf(neighbours);
        }

        /// One district, and nothing waits long.
        public Order(int devices, int inFlight, boolean profiled) {
            this(devices, inFlight, profiled, false, List.of());
        }
    }

    /// Returns when the dispatcher works. Blocks for seconds.
    public DispatchBed(Path folder, SampleDistrict district, Order order) throws InterruptedException {
        this.folder = folder;
        this.district = district;
        this.order = order;
        this.database = order.deferring() ? Optional.of(Backends.freshDispatcherDatabase()) : Optional.empty();
        try (Unwinding unwinding = new Unwinding()) {
            kafka = unwinding.later(KafkaProcess.start(folder.resolve("kafka")));
            simulator = unwinding.later(new Simulator(folder, SIMULATOR));
            feeder = unwinding.later(new Feeder(kafka.bootstrapServers()));
            feeder.writeDistrict(district, order.devices());
            order.neighbours().forEach(this::write);
            dispatcher = unwinding.later(startDispatcher());
            unwinding.keep();
        }
    }

    private void write(Neighbour neighbour) {
        if (neighbour.ownCredential()) {
            feeder.writeCredential(uploads.signingKey(neighbour.district(), simulator));
        }
        feeder.writeDistrict(neighbour.district(), neighbour.devices());
    }

    private Service startDispatcher() throws InterruptedException {
        return Service.start("dispatcher", jvm(order), settings(), kafka.bootstrapServers(), folder);
    }

    /// SIGKILL. Returns when it has ended.
    public void killDispatcher() throws InterruptedException {
        dispatcher.child().kill();
    }

    /// Starts another in the place of the one that was killed, and returns when it is ready.
    public void restartDispatcher() throws InterruptedException {
        dispatcher.close();
        dispatcher = startDispatcher();
    }

    /// One more beside it, which shares its work until it is closed. Returns when it is ready.
    public Service secondDispatcher() throws InterruptedException {
        return startDispatcher();
    }

    private static Jvm jvm(Order order) {
        // Without it a profile tells of loops' ends and calls only.
        return order.profiled()
                ? DISPATCHER.with("-XX:+UnlockDiagnosticVMOptions").with("-XX:+DebugNonSafepoints")
                : DISPATCHER;
    }

    private Map<String, String> settings() {
        DispatcherSettings settings = new DispatcherSettings(order.inFlight()).providers(simulator);
        if (!order.neighbours().isEmpty()) {
            settings.branded(simulator).uploads(uploads);
        }
        database.ifPresent(settings::database);
        return settings.all();
    }

    public Path folder() {
        return folder;
    }

    public Simulator simulator() {
        return simulator;
    }

    public Feeder feeder() {
        return feeder;
    }

    public SampleDistrict district() {
        return district;
    }

    public Child dispatcher() {
        return dispatcher.child();
    }

    /// How many sends the dispatcher itself says are on their way.
    public long inFlight() throws InterruptedException {
        return dispatcher.metric("belltower_dispatch_in_flight");
    }

    /// How many sends it says came to an end, well or not, since it was started.
    public long resolved() throws InterruptedException {
        return dispatcher.metric("belltower_dispatch_sends_total");
    }

    /// How many pushes it says wait long, as it counted last.
    public long deferred() throws InterruptedException {
        return dispatcher.metric("belltower_dispatch_deferred");
    }

    /// How many decisions, outcomes and dead letters it says the history has kept since it was started.
    public long kept() throws InterruptedException {
        return dispatcher.metric("belltower_dispatch_history_kept_total");
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        dispatcher.close();
        feeder.close();
        simulator.close();
        kafka.close();
    }
}
