package org.belltower.dispatch.credential;

import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.model.push.DeviceToken;

/// A sender with what it holds open: connections, an account's access token.
public interface OpenedSender extends PushSender, AutoCloseable {
    /// Tells from now on how many sends it can have in flight, if its connections limit that: at
    /// once, with each change, and 0 when it is closed.
    default void tell(IntConsumer streams) {}

    /// Nothing more will be sent: what is on its way ends, then it is closed.
    default void retire() {}

    /// Cuts what is still out. Blocks for seconds at most.
    @Override
    void close();

    /// The same, sent by way of another sender.
    default OpenedSender by(UnaryOperator<PushSender> way) {
        OpenedSender opened = this;
        PushSender sender = way.apply(this);
        return new OpenedSender() {
            @Override
            public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
                return sender.send(notification, token, look, answer);
            }

            @Override
            public void tell(IntConsumer streams) {
                opened.tell(streams);
            }

            @Override
            public void retire() {
                opened.retire();
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
