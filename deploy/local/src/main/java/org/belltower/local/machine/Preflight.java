package org.belltower.local.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.host.FreePorts;
import org.belltower.local.process.FileFailure;

/// Looks, before anything is started, for what would make a start fail later and less clearly. Each finding is a
/// sentence for the person who started it.
///
/// @param folders where data and logs go
/// @param leastBytes how much room there must be
/// @param ports which port is for what
/// @param files which file must be there, and what it is
public record Preflight(List<Path> folders, long leastBytes, Map<Integer, String> ports, Map<Path, String> files) {
    private static final long MEGABYTE = 1_000_000;

    /// Empty if all is well.
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        files.forEach((file, what) -> {
            if (!Files.isRegularFile(file)) {
                findings.add(what + " is not built: " + file + " is missing. Delete the folder target beside the "
                        + "belltower script and start again.");
            }
        });
        folders.forEach(folder -> folder(folder, findings));
        ports.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(port -> port(port, findings));
        return List.copyOf(findings);
    }

    private void folder(Path folder, List<String> findings) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "probe", null));
        } catch (IOException failure) {
            findings.add("The folder " + folder + " cannot be written: " + FileFailure.reason(failure)
                    + ". Name another one with --data.");
            return;
        }
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < leastBytes) {
                findings.add("Too little room on the disk of " + folder + ": " + room / MEGABYTE + " MB are free, "
                        + leastBytes / MEGABYTE + " MB are needed. Make room or name another folder with --data.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void port(Map.Entry<Integer, String> entry, List<String> findings) {
        int port = entry.getKey();
        if (!FreePorts.isFree(port)) {
            String owner = PortOwner.of(port)
                    .map(process -> " by process " + process.pid() + " (" + process.command() + ")")
                    .orElse(" by another process");
            findings.add("Port " + port + ", for " + entry.getValue() + ", is taken" + owner
                    + ". End it, or choose other ports with --port-base.");
        }
    }
}
