package org.belltower.dispatch.send;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// A sender with a deadline that is looked at, and whose answer may be waited for. Thread-safe.
public final class WaitedSender implements PushSender, AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PushSender sender;

    public WaitedSender(PushSender sender, Duration deadline) {
        Deadlines deadlines = new Deadlines(deadline, System::nanoTime);
        this.sender = new DeadlineSender(sender, deadlines);
        Future<?> _ = clock.scheduleAtFixedRate(deadlines::tick, 5, 5, TimeUnit.MILLISECONDS);
    }

    public SendOutcome send(Push push, DeviceToken token) throws InterruptedException {
        return send(push, token, LastLook.ALWAYS);
    }

    public SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException {
        BlockingQueue<SendOutcome> answers = new ArrayBlockingQueue<>(2);
        Attempt _ = send(Pushes.shown(push), token, look, answers::add);
        return answers.take();
    }

    @Override
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        return sender.send(notification, token, look, answer);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
