package org.belltower.dispatch.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.belltower.dispatch.apns.ApnsCredential.Environment;

/// All that can be set of the dispatcher. Durations as ISO 8601 (`PT10S`) or as `10s`.
@ConfigMapping(prefix = "belltower.dispatch")
public interface DispatchConfig {
    /// The operator's credentials of apps, by the app's id, for all districts:
    /// `belltower.dispatch.apps."family".apns.key-file`.
    /// What a district has uploaded for an app wins. With neither, pushes are skipped
    /// (APP_NOT_CONFIGURED).
    Map<String, App> apps();

    /// How Apple is reached.
    Apns apns();

    /// How Firebase is reached.
    Fcm fcm();

    /// How often one device is told something.
    Device device();

    /// The pace of one device; what is beyond it waits.
    interface Device {
        /// Pushes at once.
        @WithDefault("20")
        int atOnce();

        /// And then one each.
        @WithDefault("PT15S")
        Duration every();
    }

    /// The most records of a partition in hand without outcome; then the partition pauses. What is in
    /// hand longer than young garbage lives costs the collector more than sending it.
    @WithDefault("150")
    int window();

    /// The most records of a partition between the committed position and the newest in hand: so
    /// many pass one that waits long.
    @WithDefault("10000")
    int span();

    /// The most sends in flight for one credential, an APNs team in an environment, an FCM project:
    /// fewer when its connections carry fewer, or the provider is slow or busy.
    @WithDefault("500")
    int inFlight();

    /// After this a send counts as unknown and is done again, whatever the client library does.
    @WithDefault("PT10S")
    Duration sendDeadline();

    /// The longest wait for sends that are out when partitions are given away or the service ends.
    @WithDefault("PT10S")
    Duration drain();

    /// How long Kafka waits for a copy that went silent before others, or the next one that is started, take
    /// over its partitions. Brokers refuse less than 6 seconds unless told otherwise.
    @WithDefault("PT6S")
    Duration sessionTimeout();

    /// How long a push waits for what it was decided with: settings, and the binding of its device
    /// and session. They come by other topics.
    @WithDefault("PT5S")
    Duration bindingWait();

    /// The longest lag behind the topics that say who may be told: settings, revocations, bindings.
    /// Beyond it nothing is sent until all are read to their end again.
    @WithDefault("PT2S")
    Duration longestLag();

    /// How often finished positions are committed.
    @WithDefault("PT0.2S")
    Duration commitEvery();

    /// How a push that was sent in vain is sent again.
    BackOff backOff();

    /// Pushes that wait long, in PostgreSQL.
    Deferred deferral();

    /// What was decided and how it ended, in PostgreSQL.
    History history();

    /// How the history is kept.
    interface History {
        /// How long, in whole days.
        @WithDefault("P60D")
        Duration retention();

        /// How often to make the days that are to come and to drop old ones.
        @WithDefault("PT10M")
        Duration upkeep();
    }

    /// One app's credentials.
    interface App {
        /// For its devices of Apple's.
        Optional<ApnsApp> apns();

        /// For its devices of Android's.
        Optional<FcmApp> fcm();
    }

    /// An app at Apple.
    interface ApnsApp {
        /// The signing key, a `.p8` file.
        Path keyFile();

        /// The key's id.
        String keyId();

        /// The developer team's id.
        String teamId();

        /// The app's bundle id.
        String topic();

        /// Which of Apple's services its tokens are for.
        @WithDefault("production")
        Environment environment();
    }

    /// An app at Firebase.
    interface FcmApp {
        /// The project's service account, a JSON file.
        Path serviceAccountFile();
    }

    /// How Apple is reached.
    interface Apns {
        /// The most connections by one credential, beside one for device tokens that Apple refused
        /// before. Another one is opened when all streams of those that there are are taken.
        @WithDefault("3")
        int connections();

        /// `host:port` to connect to instead of Apple's own, for both environments.
        Optional<String> server();

        /// A PEM file of the authorities to trust instead of the JDK's.
        Optional<Path> trustedCertificates();
    }

    /// How Firebase is reached.
    interface Fcm {
        /// The quota of a project: what it takes a minute. Firebase gives 600,000. The copies of the
        /// dispatcher share it.
        @WithDefault("600000")
        int messagesPerMinute();

        /// How long the rate rises to the quota when sending begins, from a quarter of it. Firebase
        /// asks for a minute.
        @WithDefault("PT1M")
        Duration ramp();

        /// The part of the quota that bulk sends use within two minutes of :00, :15, :30 and :45,
        /// when everybody sends, as Firebase asks; above 0, 1 for all of it. A send that needs less
        /// is not slowed, nor are alerts.
        @WithDefault("0.25")
        double bulkAtQuarterHours();

        /// `https://host:port` to connect to instead of Google's own hosts, for messages and access
        /// tokens.
        Optional<URI> baseUrl();

        /// A PEM file of the authorities to trust instead of the JDK's.
        Optional<Path> trustedCertificates();
    }

    /// Doubling waits, half by chance. What a provider asks for is obeyed if it is longer.
    interface BackOff {
        /// The longest first wait.
        @WithDefault("PT1S")
        Duration base();

        /// The longest wait that is ours to choose.
        @WithDefault("PT30S")
        Duration cap();
    }

    /// How pushes that wait long are kept.
    interface Deferred {
        /// How long a push waits for being put there. Then it is kept in hand, as while PostgreSQL
        /// is away.
        @WithDefault("PT2S")
        Duration patience();

        /// How long others wait for a process that is not heard of any more before they take over
        /// what it has claimed. Longer than `send-deadline` and five seconds.
        @WithDefault("PT30S")
        Duration lease();

        /// How often to look for what is due; ten times as often while something is.
        @WithDefault("PT0.5S")
        Duration poll();

        /// How often to look for processes that are no more and for what can be forgotten, to count
        /// what waits, and, while the tables are not made yet, to try to make them.
        @WithDefault("PT5S")
        Duration upkeep();

        /// How long a push that has ended is remembered by its id, so that its record on the lane,
        /// should it come again, does not send it once more.
        @WithDefault("PT1H")
        Duration kept();
    }
}
