package org.belltower.benchmarks.relay;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.Figures;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.Topics;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.postgres.DistrictTransactions;

/// Changed students a second that the relay publishes from marks in PostgreSQL to acknowledged audiences in Kafka,
/// beside a bare producer of the same records; and how long a logout waits, idle and amid an import.
public final class RelayBenchmark implements Benchmark {
    private static final int STUDENTS = 20_000;
    private static final int WARM_UP = 2;
    private static final int PAIRS = 5;
    private static final int BATCH = 500;
    private static final int LOGOUTS = 100;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        try (RelayBed bed = new RelayBed(folder)) {
            DistrictTransactions transactions = bed.transactions();
            SampleStudents.load(transactions, STUDENTS);
            bed.awaitPublished();
            SampleStudents.changeAll(transactions);
            bed.awaitPublished();
            try (BareProducer bare = new BareProducer(bed.clients(), newest(bed), BATCH)) {
                if (bare.count() != STUDENTS) {
                    throw new IllegalStateException(bare.count() + " audiences were published");
                }
                throughput(bed, transactions, bare, out);
            }
            logouts(bed, transactions, out);
        }
    }

    private static void throughput(RelayBed bed, DistrictTransactions transactions, BareProducer bare, PrintStream out)
            throws Exception {
        List<Double> relay = new ArrayList<>();
        List<Double> rival = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int pair = -WARM_UP; pair < PAIRS; pair++) {
            long began = System.nanoTime();
            long cpuBegan = cpuNanos();
            SampleStudents.changeAll(transactions);
            bed.awaitPublished();
            double published = perSecond(System.nanoTime() - began);
            double micros = (cpuNanos() - cpuBegan) / 1e3 / STUDENTS;
            began = System.nanoTime();
            bare.publishAll();
            double produced = perSecond(System.nanoTime() - began);
            if (pair >= 0) {
                relay.add(published);
                rival.add(produced);
                ratios.add(100 * published / produced);
                cpu.add(micros);
            }
        }
        out.printf("relay          %s students/s%n", Figures.spread(relay));
        out.printf("bare producer  %s records/s%n", Figures.spread(rival));
        out.printf("relay / bare   %s %% (median of %d pairs)%n", Figures.spread(ratios), PAIRS);
        out.printf("relay's own CPU %s us a student, PostgreSQL's and Kafka's apart%n", Figures.spread(cpu));
    }

    private static void logouts(RelayBed bed, DistrictTransactions transactions, PrintStream out)
            throws InterruptedException {
        PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
        List<Double> idle = new ArrayList<>();
        List<Double> amid = new ArrayList<>();
        for (int number = 0; number < LOGOUTS; number++) {
            idle.add(logout(devices, number));
        }
        for (int number = 0; number < LOGOUTS; number++) {
            if (number % 10 == 0) {
                bed.awaitPublished();
                SampleStudents.changeAll(transactions);
            }
            amid.add(logout(devices, number));
        }
        bed.awaitPublished();
        print(out, "logout, idle          ", idle);
        print(out, "logout amid an import ", amid);
    }

    private static void print(PrintStream out, String what, List<Double> millis) {
        out.printf(
                "%s median %.0f ms, p99 %.0f ms, answered after Kafka's acknowledgement%n",
                what, Figures.median(millis), Figures.percentile(millis, 99));
    }

    private static double logout(PostgresDevices devices, int number) {
        DeviceId device = new DeviceId("phone-" + number);
        PersonId person = new PersonId("g-1-1");
        var _ = devices.register(
                SampleStudents.DISTRICT,
                device,
                new SignIn(person, null),
                new Registration(
                        new AppId("family"),
                        Provider.FCM,
                        new DeviceToken("phone-token-" + number),
                        true,
                        Permission.ALLOWED,
                        null,
                        null));
        long began = System.nanoTime();
        if (!devices.logOut(SampleStudents.DISTRICT, device, person)) {
            throw new IllegalStateException("the device was not signed in");
        }
        double millis = (System.nanoTime() - began) / 1e6;
        boolean _ = devices.delete(SampleStudents.DISTRICT, device, person);
        return millis;
    }

    /// The audiences of the last change.
    private static List<ConsumerRecord<byte[], byte[]>> newest(RelayBed bed) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                bed.clients().with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.AUDIENCE.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            all.sort((one, other) -> Long.compare(one.timestamp(), other.timestamp()));
            return all.subList(all.size() - STUDENTS, all.size());
        }
    }

    private static double perSecond(long nanos) {
        return STUDENTS * 1e9 / nanos;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
