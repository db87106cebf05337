package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.deferral.kafka.KafkaDurableOutcomes;
import org.belltower.dispatch.deferral.postgres.GivenTable;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dispatcher with a table of deferred pushes, in PostgreSQL, between Kafka and the simulator.
@SuppressWarnings("NullAway.Init") // Set before each test.
class DeferredIT {
    private ProviderSimulator simulator;
    private Suite suite;
    private Deferral deferral;

    @BeforeEach
    void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        suite = new Suite(SharedKafka.bootstrapServers());
        KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
        deferral = new Deferral(
                GivenTable.fresh().table(),
                new KafkaDurableOutcomes(kafka, Duration.ofSeconds(5), System::nanoTime),
                new Deferral.Settings(
                        // On a busy machine a commit takes its time, and none may be given up here.
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200),
                        Duration.ofHours(1)),
                InstantSource.system(),
                System::nanoTime,
                new Random());
    }

    @AfterEach
    void stop() {
        suite.close();
        simulator.close();
    }

    private Dispatcher dispatcher(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(TestConfig.keys(simulator));
        keys.putAll(more);
        return suite.dispatcher(keys, deferral);
    }

    private long deferred() {
        return deferral.backlog().map(backlog -> backlog.all().pushes()).orElse(0L);
    }

    @Test
    void R4_a_push_that_is_put_off_frees_its_place_on_the_lane_and_leaves_when_its_time_has_come() {
        Dispatcher _ = dispatcher(Map.of());
        Suite.Phone phone = suite.phone(Provider.FCM);
        simulator
                .script()
                .add(Rule.when(Match.token(phone.token().value()))
                        .reply(Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "12"))
                        .times(1));
        Push push = suite.send(phone.push("e-1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 1);
        // The lane is committed to its end, though the push has no outcome yet.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(suite.lag()).isZero());

        Outcome outcome = suite.outcome(push);
        assertThat(outcome.result()).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(outcome.lane().topic()).isEqualTo(Topics.PUSH_ALERTS.name());
        List<ReceivedPush> received = simulator.received().of(phone.token().value());
        assertThat(received)
                .hasSize(2)
                .extracting(ReceivedPush::pushId)
                .containsOnly(push.id().toString());
        assertThat(Duration.between(
                        received.getFirst().arrivedAt(), received.getLast().arrivedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(12));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 0);
    }

    /// One district's trouble must not fill the windows that all share.
    @Test
    void what_waits_long_holds_up_nobody_behind_it() {
        Dispatcher _ = dispatcher(Map.of("belltower.dispatch.window", "1", "belltower.dispatch.span", "4"));
        List<Push> failing = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            Suite.Phone phone = suite.phone(Provider.APNS);
            simulator
                    .script()
                    .add(Rule.when(Match.token(phone.token().value())).reply(Reply.reject(500, "InternalServerError")));
            failing.add(suite.send(phone.push("e-1")));
        }
        List<Push> good = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            good.add(suite.send(suite.phone(Provider.APNS).push("e-1")));
        }
        suite.awaitOutcomes(good);
        assertThat(good).extracting(suite::result).containsOnly(new Result.Accepted(Provider.APNS));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == failing.size());
    }

    @Test
    void B11_what_waits_long_because_the_provider_refuses_the_key_goes_by_the_next_one_at_once() {
        Dispatcher dispatcher = dispatcher(Map.of());
        Credential credential = upload(dispatcher, TestKeys.seal(), "KEY000000E", 1);
        simulator.apns().removeKey("KEY000000E");
        Push push = suite.send(suite.phone(Provider.APNS).push("e-1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 1);
        // After the first probe's failure the next is 10 s away at least.
        await().atMost(Duration.ofSeconds(40))
                .until(() -> refused(dispatcher, credential)
                        .filter(open -> open.failed() == 1)
                        .isPresent());
        Instant probe = refused(dispatcher, credential).orElseThrow().probe();

        upload(dispatcher, TestKeys.seal(), "KEY000000F", 2);
        Outcome outcome = suite.outcome(push);
        assertThat(outcome.result()).isEqualTo(new Result.Accepted(Provider.APNS));
        assertThat(outcome.at()).isBefore(probe);
        assertThat(refused(dispatcher, credential)).isEmpty();
        takeAway(dispatcher);
    }

    /// Else the pushes of a broken key are claimed and put off again for as long as they live.
    @Test
    void what_waits_for_a_credential_that_cannot_be_used_is_left_alone_and_goes_by_the_next_one_at_once() {
        Dispatcher dispatcher = dispatcher(Map.of());
        Credential credential = upload(dispatcher, TestKeys.otherSeal(), "KEY000000G", 1);
        Push push = suite.send(suite.phone(Provider.APNS).push("e-1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 1);
        Held held = deferral.backlog().orElseThrow().held().getFirst();
        assertThat(held.heldBy()).matches(text -> Hold.isOf(credential, text));
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(8))
                .until(() -> deferral.backlog().orElseThrow().held().equals(List.of(held)));

        upload(dispatcher, TestKeys.seal(), "KEY000000G", 2);
        assertThat(suite.outcome(push).result()).isEqualTo(new Result.Accepted(Provider.APNS));
        takeAway(dispatcher);
    }

    /// Its text would stay in the table until it is due (I-46, I-50).
    @Test
    void I28_what_waits_long_ends_and_loses_its_text_as_soon_as_its_right_is_taken_away() {
        Dispatcher _ = dispatcher(Map.of());
        simulator
                .script()
                .add(Rule.when(Match.any())
                        .reply(Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "300")));
        Suite.Phone left = suite.phone(Provider.FCM);
        Push waits = suite.send(left.push("e-1"));
        Push another = suite.send(suite.phone(Provider.FCM).push("e-2"));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 2);
        suite.bind(left.signedOut());
        assertThat(suite.result(waits)).isEqualTo(new Result.Skipped(Reason.SIGNED_OUT));

        suite.revoke(Rights.guardian(suite.nextVersion(), Rights.portalOff()));
        assertThat(suite.result(another)).isEqualTo(new Result.Skipped(Reason.NO_PORTAL));
        await().atMost(Duration.ofSeconds(20)).until(() -> deferred() == 0);
        suite.allow();
    }

    /// The topic is shared with the tests that follow.
    private void takeAway(Dispatcher dispatcher) {
        suite.write(new ProducerRecord<>(
                Topics.CREDENTIALS.name(),
                GivenUploads.id(Pushes.FAMILY, Provider.APNS).key().bytes(),
                null));
        await().until(() -> dispatcher.uploaded().size() == 0);
    }

    private Credential upload(Dispatcher dispatcher, CredentialSeal seal, String keyId, long version) {
        ProviderCredential key =
                TestKeys.signingKey(simulator.credentials().apnsKey("TEAM000002", keyId, TestConfig.TOPIC));
        SealedCredential sealed = TestKeys.sealed(seal, Pushes.FAMILY, version, key);
        suite.upload(sealed);
        await().until(() -> dispatcher.uploaded().all().stream().anyMatch(known -> sealed.equals(known.sealed())));
        return dispatcher.uploaded().all().getFirst().credential();
    }

    private static Optional<Breaker.State.Open> refused(Dispatcher dispatcher, Credential credential) {
        return Optional.ofNullable(dispatcher.flow(credential).refused().get(Pushes.FAMILY));
    }
}
