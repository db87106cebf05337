package org.belltower.dispatch.credential;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.dispatch.credential.TestedCredential.Verdict;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.Sent;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;
import org.belltower.model.push.PushText;

/// Asks the providers what they think of an app's uploaded credentials: by a push to a token that
/// no device can have. Who refuses the token has believed the credential before. To Apple each test
/// has a connection of its own, since a refused token can make it allow fewer pushes at once on the
/// connection that it came by.
///
/// Thread-safe.
public final class CredentialTests {
    /// Apple's tokens are random.
    private static final DeviceToken NO_DEVICE_OF_APPLE = new DeviceToken("0".repeat(64));

    /// Firebase's have no blanks.
    private static final DeviceToken NO_DEVICE_OF_FIREBASE = new DeviceToken("no device has this token");

    /// Firebase's word for it; another one, as from a proxy on the way, says nothing of the
    /// credential.
    private static final String BAD_TOKEN_OF_FIREBASE = "INVALID_ARGUMENT";

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    private final UploadedCredentials uploaded;
    private final InstantSource time;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public CredentialTests(UploadedCredentials uploaded, InstantSource time) {
        this.uploaded = uploaded;
        this.time = time;
    }

    /// What came of asking.
    public sealed interface Answer {
        /// One for each credential of the app; none if none was uploaded.
        record Tested(List<TestedCredential> credentials) implements Answer {
            public Tested {
                credentials = List.copyOf(credentials);
            }
        }

        /// A test of the app is under way.
        record Busy() implements Answer {}
    }

    /// Blocks until the providers have answered, or the deadline of a send is over for each.
    public Answer test(DistrictId district, AppId app) throws InterruptedException {
        String key = district + "/" + app;
        if (!underWay.add(key)) {
            return new Answer.Busy();
        }
        try {
            List<TestedCredential> tested = new ArrayList<>();
            for (UploadedCredentials.Uploaded one : uploaded.of(district, app)) {
                SealedCredential sealed = one.sealed();
                tested.add(sealed == null ? unreadable(one.id()) : test(sealed));
            }
            return new Answer.Tested(tested);
        } finally {
            underWay.remove(key);
        }
    }

    private static TestedCredential unreadable(CredentialId id) {
        return new TestedCredential(id.provider(), null, Verdict.UNUSABLE, CredentialReader.Problem.RECORD.code());
    }

    /// What is opened for it, and sends or does not.
    @FunctionalInterface
    private interface Attempt {
        TestedCredential run() throws InterruptedException;
    }

    private TestedCredential test(SealedCredential sealed) throws InterruptedException {
        Attempt attempt = uploaded.reader()
                .read(
                        sealed,
                        sender -> () -> ask(sealed, sender),
                        (_, problem) -> () -> tested(sealed, Verdict.UNUSABLE, problem.code()));
        return attempt.run();
    }

    private TestedCredential ask(SealedCredential sealed, OpenedSender sender) throws InterruptedException {
        try (sender) {
            return verdict(sealed, Sent.byItself(sender, notification(sealed), token(sealed.provider())));
        }
    }

    private static DeviceToken token(Provider provider) {
        return switch (provider) {
            case APNS -> NO_DEVICE_OF_APPLE;
            case FCM -> NO_DEVICE_OF_FIREBASE;
        };
    }

    private Notification notification(SealedCredential sealed) {
        return new Notification(
                new PushId(UUID.nameUUIDFromBytes(sealed.key().bytes())),
                sealed.district(),
                new PushText("Test", "Test"),
                null,
                time.instant().plus(TIME_TO_LIVE));
    }

    private static TestedCredential verdict(SealedCredential sealed, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted _, SendOutcome.TokenDead _, SendOutcome.TokenRejected _ ->
                new TestedCredential(sealed.provider(), sealed.facts().version(), Verdict.ACCEPTED, null);
            // Firebase calls a bad token that too, and looks at it after it has looked at who asks.
            case SendOutcome.Malformed malformed ->
                sealed.provider() == Provider.FCM && malformed.code().equals(BAD_TOKEN_OF_FIREBASE)
                        ? new TestedCredential(sealed.provider(), sealed.facts().version(), Verdict.ACCEPTED, null)
                        : tested(sealed, Verdict.REFUSED, malformed.code());
            case SendOutcome.TokenNotForApp _ -> tested(sealed, Verdict.REFUSED, "token-not-for-app");
            case SendOutcome.CredentialsRejected rejected -> tested(sealed, Verdict.REFUSED, rejected.code());
            // Nobody took a right away from it.
            case SendOutcome.HeldBack _ -> tested(sealed, Verdict.UNREACHABLE, "held-back");
            case SendOutcome.Retry retry -> tested(sealed, Verdict.UNREACHABLE, retry.code());
            case SendOutcome.Unknown unknown -> tested(sealed, Verdict.UNREACHABLE, unknown.code());
        };
    }

    private static TestedCredential tested(SealedCredential sealed, Verdict verdict, String reason) {
        return new TestedCredential(sealed.provider(), sealed.facts().version(), verdict, reason);
    }
}
