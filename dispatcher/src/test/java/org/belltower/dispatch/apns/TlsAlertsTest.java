package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// B11: an alert about our certificate is a word of Apple's about the credential; no other failure is.
class TlsAlertsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad_certificate",
                "unsupported_certificate",
                "certificate_revoked",
                "certificate_expired",
                "certificate_unknown",
                "unknown_ca",
                "access_denied",
                "certificate_required"
            })
    void an_alert_about_our_certificate_is_told_however_deep_it_is_wrapped(String alert) {
        SSLException received = new SSLHandshakeException("(" + alert + ") Received fatal alert: " + alert);
        assertThat(TlsAlerts.refusingCertificate(received)).contains(alert);
        assertThat(TlsAlerts.refusingCertificate(new ExecutionException(new IllegalStateException(received))))
                .contains(alert);
    }

    @Test
    void an_alert_about_the_connection_says_nothing_of_the_credential() {
        for (String alert : new String[] {"internal_error", "handshake_failure", "protocol_version"}) {
            assertThat(TlsAlerts.refusingCertificate(new SSLException("Received fatal alert: " + alert)))
                    .isEmpty();
        }
    }

    @Test
    void what_we_say_of_their_certificate_says_nothing_of_ours() {
        assertThat(TlsAlerts.refusingCertificate(
                        new SSLHandshakeException("(certificate_unknown) PKIX path building failed")))
                .isEmpty();
    }

    @Test
    void what_is_no_failure_of_tls_says_nothing_of_the_credential() {
        assertThat(TlsAlerts.refusingCertificate(
                        new ExecutionException(new IOException("Received fatal alert: certificate_revoked"))))
                .isEmpty();
    }
}
