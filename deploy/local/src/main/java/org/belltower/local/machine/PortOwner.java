package org.belltower.local.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds which process listens on a port, as far as Linux's `/proc` tells: the sockets of all users are listed there,
/// but only one's own processes show their open files
/// (proc(5), `/proc/net/tcp` and `/proc/[pid]/fd`).
///
/// @param pid its process id
/// @param command its program and arguments, shortened
public record PortOwner(long pid, String command) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int LONGEST_COMMAND = 120;

    /// Empty where it cannot be told.
    public static Optional<PortOwner> of(int port) {
        Set<String> sockets = new HashSet<>();
        sockets.addAll(listening(PROC.resolve("net/tcp"), port));
        sockets.addAll(listening(PROC.resolve("net/tcp6"), port));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> hasOpen(process.pid(), sockets))
                .findFirst()
                .map(process -> new PortOwner(process.pid(), command(process)));
    }

    private static Set<String> listening(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String line : lines(table)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > INODE && fields[LOCAL_ADDRESS].endsWith(suffix) && fields[STATE].equals(LISTENING)) {
                sockets.add("socket:[" + fields[INODE] + "]");
            }
        }
        return sockets;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static boolean hasOpen(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException anotherUsers) {
            return false;
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    // A command line may hold anything; it is shown to the person at this machine, and cut.
    private static String command(ProcessHandle process) {
        try {
            String text = Files.readString(PROC.resolve(process.pid() + "/cmdline"))
                    .replaceAll("[\\s\\x00]+", " ")
                    .strip();
            return text.length() <= LONGEST_COMMAND ? text : text.substring(0, LONGEST_COMMAND) + "...";
        } catch (IOException gone) {
            return process.info().command().orElse("?");
        }
    }
}
