package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.dispatch.credential.TestedCredential;
import org.belltower.dispatch.credential.TestedCredential.Verdict;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.Provider;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.push.Push;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.credentials.CertificateOrder;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;

/// B11: what a district uploads as p12 is sent by at the wire, beside and after its signing keys.
class CertificateCredentialsIT extends GivenUploads {
    private static final String TEAM = "TEAM000004";

    private ProviderCredential certificate(String name) {
        return certificate(CertificateOrder.of(name, TEAM, TestConfig.TOPIC));
    }

    private ProviderCredential certificate(CertificateOrder order) {
        return TestKeys.certificate(simulator.credentials().apnsCertificate(order));
    }

    private ProviderCredential key() {
        return TestKeys.signingKey(simulator.credentials().apnsKey(TEAM, "KEY000000G", TestConfig.TOPIC));
    }

    private ReceivedPush last(Suite.Phone phone) {
        return simulator.received().of(phone.token().value()).getLast();
    }

    @Test
    void B11_a_push_goes_by_the_certificate_that_was_uploaded() {
        upload(seal, Pushes.FAMILY, certificate("first"));
        Suite.Phone phone = suite.phone(Provider.APNS);

        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(ACCEPTED);
        assertThat(last(phone).certificate()).isEqualTo("first");
        assertThat(last(phone).app()).isEqualTo(TestConfig.TOPIC);
    }

    @Test
    void B11_a_signing_key_is_replaced_by_a_certificate_that_by_another_and_that_by_a_key_without_a_restart() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        upload(seal, Pushes.FAMILY, key());
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(ACCEPTED);
        assertThat(last(phone)).returns("KEY000000G", ReceivedPush::keyId).returns(null, ReceivedPush::certificate);

        upload(seal, Pushes.FAMILY, certificate("first"));
        assertThat(suite.result(suite.send(phone.push("e-2")))).isEqualTo(ACCEPTED);
        assertThat(last(phone)).returns(null, ReceivedPush::keyId).returns("first", ReceivedPush::certificate);

        upload(seal, Pushes.FAMILY, certificate("second"));
        assertThat(suite.result(suite.send(phone.push("e-3")))).isEqualTo(ACCEPTED);
        assertThat(last(phone).certificate()).isEqualTo("second");

        upload(seal, Pushes.FAMILY, key());
        assertThat(suite.result(suite.send(phone.push("e-4")))).isEqualTo(ACCEPTED);
        assertThat(last(phone)).returns("KEY000000G", ReceivedPush::keyId).returns(null, ReceivedPush::certificate);
    }

    @Test
    void what_is_on_its_way_by_a_key_when_a_certificate_comes_ends_by_the_key_and_is_sent_once() {
        upload(seal, Pushes.FAMILY, key());
        simulator.script().latency(Duration.ofMillis(1_500));
        List<Suite.Phone> phones = new ArrayList<>();
        List<Push> pushes = new ArrayList<>();
        send(10, phones, pushes);
        await().until(() -> phones.stream()
                .allMatch(
                        phone -> !simulator.received().of(phone.token().value()).isEmpty()));
        upload(seal, Pushes.FAMILY, certificate("first"));
        send(10, phones, pushes);
        suite.awaitOutcomes(pushes);

        assertThat(pushes).extracting(suite::result).containsOnly(ACCEPTED);
        List<ReceivedPush> received = phones.stream()
                .flatMap(phone -> simulator.received().of(phone.token().value()).stream())
                .toList();
        assertThat(received).hasSize(20).extracting(ReceivedPush::answer).containsOnly(new Answer.Accepted());
        assertThat(received.subList(0, 10)).extracting(ReceivedPush::keyId).containsOnly("KEY000000G");
        assertThat(received.subList(10, 20))
                .extracting(ReceivedPush::certificate)
                .containsOnly("first");
    }

    private void send(int count, List<Suite.Phone> phones, List<Push> pushes) {
        for (int number = 0; number < count; number++) {
            phones.add(suite.phone(Provider.APNS));
            pushes.add(suite.send(phones.getLast().push("e-1")));
        }
    }

    @Test
    void while_apple_refuses_a_certificate_pushes_wait_and_go_by_the_next_one() {
        upload(seal, Pushes.FAMILY, certificate("revoked"));
        Suite.Phone phone = suite.phone(Provider.APNS);
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(ACCEPTED);

        simulator.apns().removeCertificate("revoked");
        Push waiting = suite.send(phone.push("e-2"));
        await().until(() -> last(phone).answer().equals(new Answer.Rejected(403, "BadCertificate")));
        assertThat(suite.outcomes(waiting)).isEmpty();

        upload(seal, Pushes.FAMILY, certificate("second"));
        assertThat(suite.result(waiting)).isEqualTo(ACCEPTED);
        assertThat(last(phone).certificate()).isEqualTo("second");
    }

    @Test
    void B11_a_test_says_that_apple_believes_a_good_certificate() throws Exception {
        long good = upload(seal, Pushes.FAMILY, certificate("first"));
        assertThat(tested(Pushes.FAMILY)).isEqualTo(new TestedCredential(Provider.APNS, good, Verdict.ACCEPTED, null));
    }

    @Test
    void B11_a_test_says_what_apple_says_of_a_certificate_that_was_revoked_or_is_for_something_else() throws Exception {
        ProviderCredential revoked = certificate("revoked");
        simulator.apns().removeCertificate("revoked");
        assertRefused(revoked, "BadCertificate");
        assertRefused(certificate(CertificateOrder.of("other", TEAM, "org.other")), "TopicDisallowed");
        assertRefused(
                certificate(
                        CertificateOrder.of("sandbox", TEAM, TestConfig.TOPIC).only(ApnsEnvironment.SANDBOX)),
                "BadCertificateEnvironment");
    }

    /// The simulator knows one alert; Apple names more (`TlsAlertsTest`).
    @Test
    void B11_a_test_says_that_apple_ended_the_handshake_over_a_certificate_that_has_expired() throws Exception {
        CertificateOrder expired = CertificateOrder.of("expired", TEAM, TestConfig.TOPIC)
                .until(Instant.now().minusSeconds(60));
        assertRefused(certificate(expired), "certificate_unknown");
    }

    private void assertRefused(ProviderCredential credential, String reason) throws InterruptedException {
        long version = upload(seal, Pushes.FAMILY, credential);
        assertThat(tested(Pushes.FAMILY))
                .isEqualTo(new TestedCredential(Provider.APNS, version, Verdict.REFUSED, reason));
    }
}
