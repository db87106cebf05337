package org.belltower.dispatch.apns.pool;

import org.jspecify.annotations.Nullable;

/// Hears what becomes of connections, on their event loop.
interface ConnectionListener {
    /// It takes requests.
    void opened(ApnsConnection connection);

    /// It could not be made.
    ///
    /// @return what those are told that waited for it
    ApnsAnswer failed(ApnsConnection connection, @Nullable Throwable cause);

    /// It allows another number of streams, or one that it had taken is free.
    void changed(ApnsConnection connection);

    /// A request was answered, the first one.
    void proven(ApnsConnection connection);

    /// It takes nothing any more.
    ///
    /// @param why one of a fixed few
    void retired(ApnsConnection connection, String why);

    /// The request was offered to it and has not left: another may carry it.
    void givenBack(ApnsRequest request);
}
