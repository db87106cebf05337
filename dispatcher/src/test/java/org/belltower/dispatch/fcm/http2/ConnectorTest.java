package org.belltower.dispatch.fcm.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class ConnectorTest {
    @Test
    void the_certificate_must_be_for_the_name_that_is_connected_to() throws Exception {
        SSLEngine engine = new Connector("fcm.googleapis.com", 443, SSLContext.getDefault())
                .secured(new EmbeddedChannel())
                .engine();
        assertThat(engine.getPeerHost()).isEqualTo("fcm.googleapis.com");
        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
        assertThat(engine.getSSLParameters().getApplicationProtocols()).containsExactly("h2");
    }
}
