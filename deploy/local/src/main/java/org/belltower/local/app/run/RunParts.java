package org.belltower.local.app.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.belltower.local.machine.Preflight;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;

/// What `demo` and `up` have in common.
public final class RunParts {
    private static final long LEAST_ROOM = 1L << 30;

    private RunParts() {}

    public static SuiteFolders folders(Path home, Optional<Path> data, String command) {
        return SuiteFolders.of(home, data.orElse(home.resolve(".belltower")), command);
    }

    static Preflight preflight(SuiteFolders folders, Ports ports, boolean simulator) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            files.put(folders.runner(service), "The " + service.module());
        }
        return new Preflight(List.of(folders.data(), folders.logs()), LEAST_ROOM, ports.uses(simulator), files);
    }

    /// Blocks until this process is told to end.
    static void stayUp() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
