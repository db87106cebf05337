package org.belltower.local.supervise;

import java.nio.file.Path;
import java.time.Duration;

/// What a supervisor tells while it works. Events of different processes come from different threads.
public sealed interface SupervisionEvent {
    /// Which process.
    String name();

    /// It was launched for the first time.
    record Starting(String name) implements SupervisionEvent {}

    /// It can be used for the first time.
    ///
    /// @param took since the start of all processes began
    record Ready(String name, Duration took) implements SupervisionEvent {}

    /// It ended without having been told to, or did not become ready and was killed.
    ///
    /// @param how what happened, as the end of a sentence that begins with the name
    /// @param restartIn zero for at once
    record Died(String name, String how, Duration restartIn, Path log) implements SupervisionEvent {}

    /// It can be used again.
    ///
    /// @param took since it was launched again
    record Back(String name, Duration took) implements SupervisionEvent {}

    /// It did not end when asked and was killed.
    record Killed(String name) implements SupervisionEvent {}
}
