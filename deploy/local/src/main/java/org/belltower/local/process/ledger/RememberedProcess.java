package org.belltower.local.process.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is remembered of a process that was started, enough to know it again: a process id alone may have been
/// given to another process since.
///
/// @param name what it is called in messages
/// @param pid its process id
/// @param startedAt when the operating system says that it started, to the millisecond
/// @param signal what asks it to end
/// @param wave processes with a higher one are ended first
/// @param command its program, for people who read the file
public record RememberedProcess(String name, long pid, Instant startedAt, StopSignal signal, int wave, String command) {
    /// Linux derives the instant from the time of boot, which moves a little when the clock is set.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// The process, if it still runs and is the same.
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(instant -> Duration.between(instant, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
