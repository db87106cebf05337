package org.belltower.benchmarks.fcm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.belltower.dispatch.fcm.FcmEndpoint;
import org.belltower.dispatch.fcm.FcmProjects;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;

/// The dispatcher's own sender, as its courier uses it.
final class DispatcherLane implements Lane {
    private final FcmProjects projects;
    private final PushSender sender;

    DispatcherLane(FcmBed bed) {
        projects = new FcmProjects(
                new FcmEndpoint(Optional.of(bed.base()), Optional.of(bed.authority())),
                Duration.ofSeconds(10),
                InstantSource.system(),
                System::nanoTime,
                new Random());
        sender = projects.project(bed.serviceAccount()).sender();
    }

    @Override
    public String name() {
        return "the dispatcher's sender";
    }

    @Override
    public void send(int messages) throws Exception {
        InFlight inFlight = new InFlight();
        for (int number = 0; number < messages; number++) {
            inFlight.begin();
            PushSender.Attempt _ = sender.send(
                    Notification.of(SampleMessages.push(number), false, true),
                    SampleMessages.token(number),
                    LastLook.ALWAYS,
                    outcome -> inFlight.end(outcome instanceof SendOutcome.Accepted));
        }
        inFlight.awaitAll();
    }

    @Override
    public void close() {
        projects.close();
    }
}
