package org.belltower.dispatch.app;

import org.belltower.dispatch.credential.UploadedCredentials;
import org.belltower.dispatch.deferral.ClaimedPush;
import org.belltower.dispatch.deferral.DeferralPump;
import org.belltower.dispatch.deferral.DeferredRecord;
import org.belltower.dispatch.deferral.LaneBytes;
import org.belltower.dispatch.deferral.OpenLanes;
import org.belltower.dispatch.deferral.Places;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;
import org.belltower.dispatch.send.Courier;

/// Deferred pushes whose time has come, as they are taken in hand: a few at a time, by the lane
/// that they came by.
///
/// Thread-safe.
final class DeferredLane {
    /// In hand at once, so that what comes back after an outage does not crowd out what comes now
    /// (I-29).
    static final int MOST = 500;

    private final Permits permits;
    private final UploadedCredentials uploaded;
    private final Courier courier;
    private final KafkaDeadLetters deadLetters;
    private final Places places = new Places(MOST);

    DeferredLane(Permits permits, UploadedCredentials uploaded, Courier courier, KafkaDeadLetters deadLetters) {
        this.permits = permits;
        this.uploaded = uploaded;
        this.courier = courier;
        this.deadLetters = deadLetters;
    }

    DeferralPump.Receiver receiver() {
        return new DeferralPump.Receiver(places::taken, this::state, this::take);
    }

    private OpenLanes.State state(String heldBy) {
        if (uploaded.isClosed(heldBy)) {
            return OpenLanes.State.CLOSED;
        }
        return switch (permits.passage(heldBy)) {
            case OPEN -> OpenLanes.State.OPEN;
            case PROBE -> OpenLanes.State.PROBE;
            case CLOSED -> OpenLanes.State.CLOSED;
        };
    }

    private void take(ClaimedPush claimed) {
        Runnable out = places.take(claimed.line());
        try {
            courier.take(new DeferredRecord(claimed, claimed.line().lane(), this::bury, out).handed());
        } catch (RuntimeException | Error e) {
            out.run();
            throw e;
        }
    }

    private void bury(ClaimedPush push, String reason) throws InterruptedException {
        LaneBytes bytes = push.bytes();
        deadLetters.write(push.place(), push.key().bytes(), bytes.headers(), bytes.value(), reason);
    }
}
