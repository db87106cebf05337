package org.belltower.dispatch.credential;

import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// A sender with what it holds open: a connection, an account's access token.
public interface OpenedSender extends PushSender, AutoCloseable {
    /// Cuts what is still out. Blocks for seconds at most.
    @Override
    void close();

    /// @param close cuts what the sender holds open
    static OpenedSender of(PushSender sender, Runnable close) {
        return new OpenedSender() {
            @Override
            public Attempt send(Push push, DeviceToken token, LastLook look, Answer answer) {
                return sender.send(push, token, look, answer);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
