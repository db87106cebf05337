package org.belltower.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.process.ledger.StopSignal;

/// A process to keep: how it is started, when it is ready, how it is ended.
///
/// The environment may hold credentials; it is masked in [#toString].
///
/// @param name what it is called in messages, and its log file
/// @param command program and arguments
/// @param environment added to the supervisor's own
/// @param folder its working folder, made if it is not there
/// @param after the names of the processes that must be ready before it is started
/// @param readiness how one sees that it can be used
/// @param readyWithin how long it may take until then
/// @param ending how it is ended
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Set<String> after,
        Readiness readiness,
        Duration readyWithin,
        Ending ending) {
    public ProcessSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command for " + name);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        after = Set.copyOf(after);
    }

    /// How a process is ended.
    ///
    /// @param signal what asks it to end
    /// @param withParent whether it watches its standard input and ends by itself at end of file, that is, when the
    /// supervisor is gone ([EndsWithParent])
    public record Ending(StopSignal signal, boolean withParent) {}

    @Override
    public String toString() {
        return "ProcessSpec[" + name + ", environment=" + environment.keySet() + "]";
    }
}
