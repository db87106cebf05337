package org.belltower.benchmarks.fcm;

import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.BatchResponse;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/// The rival: firebase-admin's `sendEachAsync` as it comes, in parts of 500, which is the most it
/// takes. Its own transport with its own settings; only where it connects to and whom it trusts is
/// changed, which it has no option for.
final class StockLane implements Lane {
    private static final int PART = 500;
    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_A_ROUTE = 100;

    private final FirebaseApp app;
    private final FirebaseMessaging messaging;

    StockLane(FcmBed bed) throws IOException {
        HttpHost host = new HttpHost("https", bed.host(), bed.port());
        app = FirebaseApp.initializeApp(
                FirebaseOptions.builder()
                        .setCredentials(bed.credentials())
                        .setProjectId(FcmBed.PROJECT)
                        .setHttpTransport(new ApacheHttp2Transport(ApacheHttp2Transport.defaultHttpAsyncClientBuilder()
                                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setMaxConnTotal(MOST_CONNECTIONS)
                                        .setMaxConnPerRoute(MOST_A_ROUTE)
                                        .setDefaultTlsConfig(TlsConfig.custom()
                                                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                                                .build())
                                        .setTlsStrategy(ClientTlsStrategyBuilder.create()
                                                .setSslContext(bed.tls())
                                                .build())
                                        .build())
                                .setRoutePlanner((_, _) -> new HttpRoute(host, null, true))
                                .build()))
                        .build(),
                "stock");
        messaging = FirebaseMessaging.getInstance(app);
    }

    @Override
    public String name() {
        return "firebase-admin, as it comes";
    }

    @Override
    public void send(int messages) throws Exception {
        List<Future<BatchResponse>> underWay = new ArrayList<>();
        for (int from = 0; from < messages; from += PART) {
            List<Message> part = IntStream.range(from, Math.min(messages, from + PART))
                    .mapToObj(SampleMessages::message)
                    .toList();
            underWay.add(messaging.sendEachAsync(part));
            if (underWay.size() == InFlight.MOST / PART) {
                require(underWay.removeFirst().get());
            }
        }
        for (Future<BatchResponse> part : underWay) {
            require(part.get());
        }
    }

    private static void require(BatchResponse answer) {
        if (answer.getFailureCount() > 0) {
            throw new IllegalStateException(answer.getFailureCount() + " messages were not accepted");
        }
    }

    @Override
    public void close() {
        app.delete();
    }
}
