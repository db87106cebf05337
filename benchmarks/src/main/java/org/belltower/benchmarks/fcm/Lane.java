package org.belltower.benchmarks.fcm;

/// A way to bring messages to Firebase.
interface Lane extends AutoCloseable {
    String name();

    /// Sends so many, with at most [InFlight#MOST] of them under way, and returns when all are
    /// accepted.
    ///
    /// @throws IllegalStateException if one was not
    void send(int messages) throws Exception;

    @Override
    void close();
}
