package org.belltower.benchmarks.dispatch.rival;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.model.Provider;
import org.belltower.model.push.PushId;

/// Pushy alone: payloads that lie ready, and a semaphore that bounds what is in flight.
///
/// Arguments: port, authority, signing key, key id, team, topic, most in flight, connections. With
/// one connection all is as the library comes; with more, each has a thread.
public final class PushyLoop implements Orders.Sending {
    private final ApnsClient client;
    private final String topic;
    private final int inFlight;
    private final SampleDistrict district = new SampleDistrict(Provider.APNS);
    private List<SimpleApnsPushNotification> prepared = List.of();

    private PushyLoop(ApnsClient client, String topic, int inFlight) {
        this.client = client;
        this.topic = topic;
        this.inFlight = inFlight;
    }

    public static void main(String[] arguments) throws Exception {
        QuietLogs.wholeProcess();
        int connections = Integer.parseInt(arguments[7]);
        ApnsClientBuilder builder = new ApnsClientBuilder()
                .setApnsServer("127.0.0.1", Integer.parseInt(arguments[0]))
                .setTrustedServerCertificateChain(Path.of(arguments[1]).toFile())
                .setSigningKey(
                        ApnsSigningKey.loadFromPkcs8File(Path.of(arguments[2]).toFile(), arguments[4], arguments[3]));
        if (connections > 1) {
            builder.setConcurrentConnections(connections).setEventLoopGroup(new NioEventLoopGroup(connections));
        }
        Orders.serve(new PushyLoop(builder.build(), arguments[5], Integer.parseInt(arguments[6])));
        System.exit(0);
    }

    @Override
    public void prepare(int segment, int pushes) {
        Instant expires = Instant.now().plus(Duration.ofHours(4));
        prepared = IntStream.range(0, pushes)
                .mapToObj(device -> notification(segment, device, expires))
                .toList();
    }

    private SimpleApnsPushNotification notification(int segment, int device, Instant expires) {
        PushId id = district.id(segment, device);
        return new SimpleApnsPushNotification(
                district.token(device).value(),
                topic,
                payload(id),
                expires,
                DeliveryPriority.IMMEDIATE,
                PushType.ALERT,
                id.toString(),
                id.value());
    }

    /// As the dispatcher's.
    private static String payload(PushId id) {
        return """
                {"aps":{"alert":{"title":"Grades","body":"A grade was updated. Open the app to see it."},\
                "sound":"default"},"belltower":{"push":"%s","district":"bench","area":"GRADES"}}""".formatted(id);
    }

    @Override
    public int send() throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        AtomicInteger accepted = new AtomicInteger();
        for (SimpleApnsPushNotification notification : prepared) {
            free.acquire();
            Future<?> _ = client.sendNotification(notification).whenComplete((response, failure) -> {
                if (failure == null && response.isAccepted()) {
                    accepted.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(inFlight);
        return accepted.get();
    }
}
