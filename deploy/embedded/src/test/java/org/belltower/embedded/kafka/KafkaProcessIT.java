package org.belltower.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {
    @Test
    void what_was_acknowledged_before_a_kill_is_there_after_it(@TempDir Path folder) throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("data"))) {
            Clients.createTopic(kafka.bootstrapServers(), "marks");
            try (var producer = Clients.producer(kafka.bootstrapServers(), Map.of())) {
                send(producer, IntStream.range(0, 2_000), acknowledged);
                producer.flush();
                send(producer, IntStream.range(2_000, 10_000), acknowledged);
                kafka.kill();
                assertThat(kafka.isRunning()).isFalse();
                kafka.restart();
                // The client finds the broker on its old address, and nobody told it.
                send(producer, IntStream.range(10_000, 10_100), acknowledged);
                producer.flush();
            }
            List<String> wanted = List.copyOf(acknowledged);
            assertThat(wanted).hasSizeGreaterThanOrEqualTo(2_100);
            assertThat(Clients.read(kafka.bootstrapServers(), "marks", wanted.size()))
                    .containsAll(wanted);
        }
    }

    @Test
    void a_port_that_is_taken_keeps_it_from_starting_and_is_told(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePorts.find(), 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path log = folder.resolve("kafka.log");
            String data = folder.resolve("data").toString();
            assertThatThrownBy(() -> ChildJvm.start(EmbeddedKafkaMain.class, log, data, port, "0"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Kafka does not start on 127.0.0.1:" + port)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void a_controller_port_that_is_taken_is_told_as_well_though_kafka_then_ends_the_process_itself(@TempDir Path folder)
            throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePorts.find(), 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path log = folder.resolve("kafka.log");
            String data = folder.resolve("data").toString();
            assertThatThrownBy(() -> ChildJvm.start(EmbeddedKafkaMain.class, log, data, "0", port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended with 1")
                    .hasMessageContaining("failed to bind to 127.0.0.1:" + port + ": Address already in use");
        }
    }

    private static void send(
            KafkaProducer<String, String> producer, IntStream numbers, ConcurrentLinkedQueue<String> acknowledged) {
        for (int number : numbers.toArray()) {
            String value = Integer.toString(number);
            // The callback is the answer: what fails was never acknowledged.
            var _ = producer.send(new ProducerRecord<>("marks", value, value), (_, failure) -> {
                if (failure == null) {
                    acknowledged.add(value);
                }
            });
        }
    }
}
