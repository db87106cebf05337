package org.belltower.dispatch.send;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.belltower.model.push.DeviceToken;

/// One send that is waited for: a trial, not the lane's way.
public final class Sent {
    private Sent() {}

    /// Sends what no right can be taken from, and blocks until it is answered.
    ///
    /// @param sender resolves every send by a deadline
    /// @throws InterruptedException if the answer is no longer wanted; the attempt is abandoned
    public static SendOutcome byItself(PushSender sender, Notification notification, DeviceToken token)
            throws InterruptedException {
        BlockingQueue<SendOutcome> answer = new ArrayBlockingQueue<>(1);
        PushSender.Attempt attempt = sender.send(notification, token, LastLook.ALWAYS, answer::add);
        try {
            return answer.take();
        } catch (InterruptedException e) {
            attempt.abandon();
            throw e;
        }
    }
}
