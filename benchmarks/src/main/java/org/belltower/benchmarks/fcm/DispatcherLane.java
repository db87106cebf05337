package org.belltower.benchmarks.fcm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.belltower.dispatch.fcm.FcmEndpoint;
import org.belltower.dispatch.fcm.FcmProjects;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;

/// The dispatcher's own sender, on a virtual thread for each push, as its courier uses it.
final class DispatcherLane implements Lane {
    private final FcmProjects projects;
    private final PushSender sender;

    DispatcherLane(FcmBed bed) {
        projects = new FcmProjects(
                new FcmEndpoint(Optional.of(bed.base()), Optional.of(bed.authority())),
                Duration.ofSeconds(10),
                InstantSource.system(),
                System::nanoTime);
        sender = projects.project(bed.serviceAccount()).sender();
    }

    @Override
    public String name() {
        return "the dispatcher's sender";
    }

    @Override
    public void send(int messages) throws Exception {
        InFlight inFlight = new InFlight();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < messages; number++) {
                inFlight.begin();
                int push = number;
                threads.execute(() -> inFlight.end(accepted(push)));
            }
        }
        inFlight.awaitAll();
    }

    private boolean accepted(int number) {
        try {
            return sender.send(SampleMessages.push(number), SampleMessages.token(number))
                    instanceof SendOutcome.Accepted;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        projects.close();
    }
}
