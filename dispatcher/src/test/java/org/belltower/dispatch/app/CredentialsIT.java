package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.credential.CredentialTests;
import org.belltower.dispatch.credential.CredentialTests.Answer;
import org.belltower.dispatch.credential.TestedCredential;
import org.belltower.dispatch.credential.TestedCredential.Verdict;
import org.belltower.dispatch.send.Outlet;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Push;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.received.Answer.Accepted;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;

/// B11: uploaded credentials are used, replaced, taken away and tested while the dispatcher runs, against APNs and FCM
/// as the simulator speaks them.
class CredentialsIT extends GivenUploads {
    private static final String CONFIGURED = "KEY0000001";

    private ProviderCredential key(String keyId) {
        return TestKeys.signingKey(simulator.credentials().apnsKey("TEAM000002", keyId, TestConfig.TOPIC));
    }

    private Outlet outlet(AppId app, Provider provider) {
        return dispatcher.uploaded().find(Pushes.NORTH, app, provider);
    }

    /// The id of the key by which the phone's push was signed, the last time.
    private String signedBy(Suite.Phone phone) {
        return String.valueOf(
                simulator.received().of(phone.token().value()).getLast().keyId());
    }

    private Suite.Phone branded() {
        Suite.Phone phone = suite.unboundPhone(Provider.APNS);
        suite.bind(new Binding(
                Pushes.NORTH,
                phone.device(),
                1,
                BRANDED,
                Provider.APNS,
                Pushes.GUARDIAN,
                Pushes.EPOCH,
                SessionState.KEPT,
                Binding.Permission.ALLOWED,
                phone.token(),
                1,
                Pushes.NOON,
                Set.of(Category.GRADES),
                null,
                true));
        return phone;
    }

    @Test
    void pushes_go_by_the_key_that_was_uploaded_last_and_by_the_configured_one_when_it_is_taken_away() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        assertThat(suite.result(suite.send(phone.push("e-0")))).isEqualTo(ACCEPTED);
        assertThat(signedBy(phone)).isEqualTo(CONFIGURED);

        upload(seal, Pushes.FAMILY, key("KEY000000A"));
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(ACCEPTED);
        assertThat(signedBy(phone)).isEqualTo("KEY000000A");

        upload(seal, Pushes.FAMILY, key("KEY000000B"));
        assertThat(suite.result(suite.send(phone.push("e-2")))).isEqualTo(ACCEPTED);
        assertThat(signedBy(phone)).isEqualTo("KEY000000B");

        takeAllAway();
        assertThat(suite.result(suite.send(phone.push("e-3")))).isEqualTo(ACCEPTED);
        assertThat(signedBy(phone)).isEqualTo(CONFIGURED);
    }

    @Test
    void what_is_on_its_way_when_the_key_is_replaced_ends_with_the_old_one_and_nothing_is_lost_or_sent_twice() {
        upload(seal, Pushes.FAMILY, key("KEY000000A"));
        simulator.script().latency(Duration.ofMillis(1_500));
        List<Suite.Phone> phones = new ArrayList<>();
        List<Push> pushes = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            phones.add(suite.phone(Provider.APNS));
            pushes.add(suite.send(phones.getLast().push("e-1")));
        }
        await().until(() -> phones.stream()
                .allMatch(
                        phone -> !simulator.received().of(phone.token().value()).isEmpty()));
        upload(seal, Pushes.FAMILY, key("KEY000000B"));
        for (int number = 0; number < 20; number++) {
            phones.add(suite.phone(Provider.APNS));
            pushes.add(suite.send(phones.getLast().push("e-1")));
        }
        suite.awaitOutcomes(pushes);

        assertThat(pushes).extracting(suite::result).containsOnly(ACCEPTED);
        List<ReceivedPush> received = phones.stream()
                .flatMap(phone -> simulator.received().of(phone.token().value()).stream())
                .toList();
        assertThat(received).extracting(ReceivedPush::answer).containsOnly(new Accepted());
        assertThat(received.subList(0, 20)).extracting(ReceivedPush::keyId).containsOnly("KEY000000A");
        assertThat(received.subList(20, 40)).extracting(ReceivedPush::keyId).containsOnly("KEY000000B");
        assertThat(received).hasSize(40);
    }

    @Test
    void a_service_account_that_was_uploaded_is_asked_for_access_where_google_is() {
        upload(
                seal,
                Pushes.FAMILY,
                TestKeys.serviceAccount(simulator.credentials().serviceAccount("other-project")));
        Suite.Phone phone = suite.phone(Provider.FCM);
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(simulator.received().of(phone.token().value()).getLast().app())
                .isEqualTo("other-project");
    }

    @Test
    void one_under_a_key_that_is_not_in_the_ring_stops_its_own_app_alone_until_a_good_one_comes() {
        upload(TestKeys.otherSeal(), BRANDED, key("KEY000000A"));
        assertThat(outlet(BRANDED, Provider.APNS))
                .isEqualTo(new Outlet.Closed(
                        dispatcher.uploaded().all().getFirst().credential(),
                        "UNKNOWN_KEY",
                        "it is encrypted under the key other, which belltower.credentials does not have"));
        Suite.Phone ours = branded();
        Push waiting = suite.send(ours.push("e-1"));
        Suite.Phone others = suite.phone(Provider.APNS);
        assertThat(suite.result(suite.send(others.push("e-1")))).isEqualTo(ACCEPTED);
        await().during(Duration.ofMillis(500))
                .until(() -> suite.outcomes(waiting).isEmpty());

        upload(seal, BRANDED, key("KEY000000A"));
        assertThat(suite.result(waiting)).isEqualTo(ACCEPTED);
        assertThat(signedBy(ours)).isEqualTo("KEY000000A");
    }

    @Test
    void a_record_that_nobody_can_read_or_that_was_moved_here_closes_what_it_names_and_nothing_else() {
        upload(seal, Pushes.FAMILY, key("KEY000000A"));
        suite.write(new ProducerRecord<>(
                Topics.CREDENTIALS.name(),
                id(BRANDED, Provider.APNS).key().bytes(),
                "nothing".getBytes(StandardCharsets.UTF_8)));
        await().until(() -> outlet(BRANDED, Provider.APNS) instanceof Outlet.Closed);

        SealedCredential family = TestKeys.sealed(seal, Pushes.FAMILY, ++version, key("KEY000000A"));
        suite.upload(new SealedCredential(
                family.district(),
                BRANDED,
                family.provider(),
                family.version(),
                family.facts(),
                family.apns(),
                family.envelope()));
        await().until(() -> outlet(BRANDED, Provider.APNS) instanceof Outlet.Closed closed
                && closed.detail().startsWith("it does not open with the key test"));
        assertThat(outlet(Pushes.FAMILY, Provider.APNS)).isInstanceOf(Outlet.Open.class);
        assertThat(dispatcher.uploaded().closed()).isEqualTo(1);
    }

    @Test
    void rewrapped_it_stays_the_same_sender() {
        long first = upload(seal, Pushes.FAMILY, key("KEY000000A"));
        Outlet before = outlet(Pushes.FAMILY, Provider.APNS);
        SealedCredential known =
                dispatcher.uploaded().of(Pushes.NORTH).getFirst().sealed();
        assertThat(known).isNotNull();
        SealedCredential rewrapped = new SealedCredential(
                known.district(),
                known.app(),
                known.provider(),
                ++version,
                known.facts(),
                known.apns(),
                seal.rewrapped(known.id(), known.facts().kind(), first, known.envelope())
                        .orElseThrow());
        suite.upload(rewrapped);
        await().until(() -> rewrapped.equals(
                dispatcher.uploaded().of(Pushes.NORTH).getFirst().sealed()));
        assertThat(outlet(Pushes.FAMILY, Provider.APNS)).isSameAs(before);
    }

    @Test
    void a_test_says_that_the_providers_believe_a_good_credential_and_no_device_hears_of_it() throws Exception {
        long apple = upload(seal, Pushes.FAMILY, key("KEY000000A"));
        assertThat(tested(Pushes.FAMILY)).isEqualTo(new TestedCredential(Provider.APNS, apple, Verdict.ACCEPTED, null));
        long google = upload(
                seal, BRANDED, TestKeys.serviceAccount(simulator.credentials().serviceAccount("other-project")));
        assertThat(tested(BRANDED)).isEqualTo(new TestedCredential(Provider.FCM, google, Verdict.ACCEPTED, null));
    }

    @Test
    void a_test_says_what_apple_says_of_a_key_that_was_revoked_or_is_for_another_topic() throws Exception {
        long revoked = upload(seal, Pushes.FAMILY, key("KEY000000C"));
        simulator.apns().removeKey("KEY000000C");
        assertThat(tested(Pushes.FAMILY))
                .isEqualTo(new TestedCredential(Provider.APNS, revoked, Verdict.REFUSED, "InvalidProviderToken"));
        long other = upload(
                seal,
                Pushes.FAMILY,
                TestKeys.signingKey(simulator.credentials().apnsKey("TEAM000003", "KEY000000D", "org.other")));
        assertThat(tested(Pushes.FAMILY))
                .isEqualTo(new TestedCredential(Provider.APNS, other, Verdict.REFUSED, "TopicDisallowed"));
    }

    @Test
    void a_test_says_that_google_refuses_an_account_that_was_removed() throws Exception {
        var account = simulator.credentials().serviceAccount("removed-project");
        simulator.fcm().removeAccount(account.clientEmail());
        long version = upload(seal, Pushes.FAMILY, TestKeys.serviceAccount(account));
        assertThat(tested(Pushes.FAMILY))
                .isEqualTo(new TestedCredential(Provider.FCM, version, Verdict.REFUSED, "access-token-refused"));
    }

    @Test
    void a_test_says_that_the_provider_was_not_reached_or_that_the_credential_cannot_be_opened() throws Exception {
        long unreached = upload(seal, Pushes.FAMILY, key("KEY000000A"));
        simulator.refuseConnections(org.belltower.simulator.received.Provider.APNS);
        assertThat(tested(Pushes.FAMILY))
                .isEqualTo(new TestedCredential(Provider.APNS, unreached, Verdict.UNREACHABLE, "connection"));
        long closed = upload(TestKeys.otherSeal(), BRANDED, key("KEY000000A"));
        assertThat(tested(BRANDED))
                .isEqualTo(new TestedCredential(Provider.APNS, closed, Verdict.UNUSABLE, "UNKNOWN_KEY"));
        dispatcher.uploaded().deny(new CredentialId(Pushes.NORTH, BRANDED, Provider.APNS).key());
        assertThat(tested(BRANDED))
                .isEqualTo(new TestedCredential(Provider.APNS, null, Verdict.UNUSABLE, "UNREADABLE"));
    }

    @Test
    void an_app_is_tested_once_at_a_time() throws Exception {
        upload(seal, Pushes.FAMILY, key("KEY000000A"));
        simulator.script().latency(Duration.ofSeconds(2));
        CredentialTests tests = tests();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> tests.test(Pushes.NORTH, Pushes.FAMILY));
            await().until(() -> tests.test(Pushes.NORTH, Pushes.FAMILY) instanceof Answer.Busy);
            assertThat(tests.test(Pushes.NORTH, BRANDED)).isEqualTo(new Answer.Tested(List.of()));
            assertThat(first.get()).isInstanceOf(Answer.Tested.class);
        }
    }

    @Test
    void no_credential_is_in_the_log_whether_it_can_be_used_or_not() throws Exception {
        ProviderCredential good = key("KEY000000A");
        ProviderCredential broken = new ProviderCredential.SigningKey("TEAM000002", "KEY000000A", "canary+canary");
        String secret = ((ProviderCredential.SigningKey) good).key().substring(64, 88);
        try (Logged logged = Logged.start()) {
            upload(seal, Pushes.FAMILY, good);
            assertThat(tested(Pushes.FAMILY).verdict()).isEqualTo(Verdict.ACCEPTED);
            upload(seal, BRANDED, broken);
            assertThat(tested(BRANDED).reason()).isEqualTo("UNUSABLE");
            assertThat(logged.lines())
                    .anyMatch(line -> line.contains("event=credential-opened"))
                    .anyMatch(line -> line.contains("event=credential-unusable"))
                    .noneMatch(line -> line.contains(secret) || line.contains("canary"));
        }
    }

    @Test
    void while_the_provider_refuses_a_key_pushes_wait_and_go_by_the_next_one() {
        upload(seal, Pushes.FAMILY, key("KEY000000E"));
        Suite.Phone phone = suite.phone(Provider.APNS);
        simulator.apns().removeKey("KEY000000E");
        Push push = suite.send(phone.push("e-1"));
        await().until(() -> !simulator
                .received()
                .counts(org.belltower.simulator.received.Provider.APNS)
                .rejected()
                .isEmpty());
        assertThat(suite.outcomes(push)).isEmpty();
        upload(seal, Pushes.FAMILY, key("KEY000000F"));
        assertThat(suite.result(push)).isEqualTo(ACCEPTED);
        assertThat(signedBy(phone)).isEqualTo("KEY000000F");
    }
}
