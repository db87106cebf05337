package org.belltower.dispatch.credential;

import org.belltower.dispatch.send.PushSender;

/// A sender with what it holds open: a connection, an account's access token.
public interface OpenedSender extends PushSender, AutoCloseable {
    /// Cuts what is still out. Blocks for seconds at most.
    @Override
    void close();
}
