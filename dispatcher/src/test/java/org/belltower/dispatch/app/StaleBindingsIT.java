package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.send.Rights;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What says who may be told cannot be read for some seconds: what somebody wrote meanwhile is obeyed all the
/// same, since nothing leaves by what may no longer be true.
class StaleBindingsIT {
    /// The limit of two seconds, and as much again for a slow machine.
    private static final Duration LONGER_THAN_THE_LIMIT = Duration.ofSeconds(4);

    @Test
    void a_logout_that_cannot_be_read_yet_is_obeyed(@TempDir Path folder) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            Suite.Phone phone = suite.phone(Provider.APNS);
            Dispatcher dispatcher = suite.dispatcher(TestConfig.keys(simulator));
            assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(new Result.Accepted(Provider.APNS));

            Push push;
            try (AutoCloseable _ = suite.hangingTransaction(phone.binding())) {
                suite.bind(phone.signedOut());
                await().until(() -> !dispatcher.freshness().isFresh());
                push = suite.send(phone.push("e-2"));
                await().during(LONGER_THAN_THE_LIMIT)
                        .atMost(LONGER_THAN_THE_LIMIT.multipliedBy(2))
                        .until(() -> suite.outcomes(push).isEmpty());
                assertThat(simulator.received().total()).isEqualTo(1);
            }
            assertThat(suite.result(push)).isEqualTo(new Result.Skipped(Reason.SIGNED_OUT));
            assertThat(dispatcher.freshness().isFresh()).isTrue();
            assertThat(simulator.received().total()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_withdrawal_that_cannot_be_read_yet_is_obeyed(
            Reason reason, ProducerRecord<byte[], byte[]> hanging, Consumer<Suite> withdrawal, @TempDir Path folder)
            throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(SharedKafka.bootstrapServers())) {
            Suite.Phone phone = suite.phone(Provider.APNS);
            Dispatcher dispatcher = suite.dispatcher(TestConfig.keys(simulator));
            Push push;
            try (AutoCloseable _ = suite.hangingTransaction(hanging)) {
                withdrawal.accept(suite);
                await().until(() -> !dispatcher.freshness().isFresh());
                push = suite.send(phone.push("e-1"));
                await().during(LONGER_THAN_THE_LIMIT)
                        .atMost(LONGER_THAN_THE_LIMIT.multipliedBy(2))
                        .until(() -> suite.outcomes(push).isEmpty());
            }
            assertThat(suite.result(push)).isEqualTo(new Result.Skipped(reason));
            assertThat(simulator.received().total()).isZero();
        }
    }

    static Stream<Arguments> records() {
        return Stream.of(
                withdrawal(
                        Reason.DISTRICT_OFF,
                        KafkaRecords.toProducerRecord(
                                Topics.SETTINGS, MessageType.SETTINGS.encode(Rights.district(0), Instant.now())),
                        suite -> suite.set(Rights.district(suite.nextVersion(), false, Rights.YEAR, null))),
                withdrawal(
                        Reason.NO_PORTAL,
                        KafkaRecords.toProducerRecord(
                                Topics.REVOCATIONS, MessageType.REVOCATIONS.encode(Rights.nobody(0), Instant.now())),
                        suite -> suite.revoke(Rights.guardian(suite.nextVersion(), Rights.portalOff()))));
    }

    private static Arguments withdrawal(
            Reason reason, ProducerRecord<byte[], byte[]> hanging, Consumer<Suite> withdrawal) {
        return Arguments.of(reason, hanging, withdrawal);
    }

    @Test
    void while_kafka_is_away_nothing_is_sent_again_and_afterwards_it_is(@TempDir Path folder) {
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder.resolve("simulator")));
                Suite suite = new Suite(kafka.bootstrapServers())) {
            Suite.Phone phone = suite.phone(Provider.FCM);
            Dispatcher dispatcher = suite.dispatcher(TestConfig.keys(simulator));
            simulator
                    .script()
                    .add(Rule.when(Match.token(phone.token().value()))
                            .reply(Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "5"))
                            .times(1));
            Push push = suite.send(phone.push("e-1"));
            await().until(() -> simulator.received().total() == 1);
            kafka.kill();
            await().until(() -> !dispatcher.freshness().isFresh());
            // Its turn comes meanwhile.
            await().during(LONGER_THAN_THE_LIMIT)
                    .atMost(LONGER_THAN_THE_LIMIT.multipliedBy(2))
                    .until(() -> simulator.received().total() == 1);
            kafka.restart();
            assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
            assertThat(simulator.received().total()).isEqualTo(2);
        }
    }
}
