package org.belltower.benchmarks.dispatch.rival;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.model.Provider;
import org.belltower.model.push.PushId;

/// firebase-admin alone: messages that lie ready, by `sendEachAsync` in batches of 500, the most
/// that it takes, one after the other.
///
/// Its endpoint is a constant, so its default transport is built as the library builds it, from its
/// own default builder, but for one thing: the route. What is meant for fcm.googleapis.com goes to
/// the simulator.
///
/// Arguments: port, service account, connections; 0: a hundred and a pool of threads, as the
/// library comes. Else so many, and virtual threads. The JVM trusts the simulator's authority.
public final class StockFirebase implements Orders.Sending {
    private static final int BATCH = 500;

    private final FirebaseMessaging messaging;
    private final SampleDistrict district = new SampleDistrict(Provider.FCM);
    private List<Message> prepared = List.of();

    private StockFirebase(FirebaseMessaging messaging) {
        this.messaging = messaging;
    }

    public static void main(String[] arguments) throws Exception {
        QuietLogs.wholeProcess();
        int connections = Integer.parseInt(arguments[2]);
        HttpHost simulator = new HttpHost("https", "127.0.0.1", Integer.parseInt(arguments[0]));
        HttpRoute route = new HttpRoute(simulator, null, true);
        HttpAsyncClientBuilder client =
                ApacheHttp2Transport.defaultHttpAsyncClientBuilder().setRoutePlanner((_, _) -> route);
        FirebaseOptions.Builder options = FirebaseOptions.builder();
        if (connections > 0) {
            client.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .useSystemProperties()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build());
            options.setThreadManager(new VirtualThreads());
        }
        try (InputStream account = Files.newInputStream(Path.of(arguments[1]))) {
            options.setCredentials(GoogleCredentials.fromStream(account));
        }
        options.setHttpTransport(new ApacheHttp2Transport(client.build()));
        FirebaseApp app = FirebaseApp.initializeApp(options.build());
        Orders.serve(new StockFirebase(FirebaseMessaging.getInstance(app)));
        System.exit(0);
    }

    @Override
    public void prepare(int segment, int pushes) {
        prepared = IntStream.range(0, pushes)
                .mapToObj(device -> message(segment, device))
                .toList();
    }

    /// As the dispatcher's. Apps register tokens; what the library would rather have is another id.
    @SuppressWarnings("deprecation")
    private Message message(int segment, int device) {
        PushId id = district.id(segment, device);
        return Message.builder()
                .setToken(district.token(device).value())
                .setNotification(Notification.builder()
                        .setTitle("Grades")
                        .setBody("A grade was updated. Open the app to see it.")
                        .build())
                .putData("push", id.toString())
                .putData("district", "bench")
                .putData("area", "GRADES")
                .setAndroidConfig(AndroidConfig.builder()
                        .setPriority(AndroidConfig.Priority.HIGH)
                        .setTtl(Duration.ofHours(4).toMillis())
                        .setNotification(AndroidNotification.builder()
                                .setTag(id.toString())
                                .build())
                        .build())
                .build();
    }

    @Override
    public int send() throws InterruptedException {
        int accepted = 0;
        for (int from = 0; from < prepared.size(); from += BATCH) {
            List<Message> batch = prepared.subList(from, Math.min(prepared.size(), from + BATCH));
            try {
                accepted += messaging.sendEachAsync(batch).get().getSuccessCount();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a batch was not sent", e);
            }
        }
        return accepted;
    }
}
