package org.belltower.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/// The file that holds a process's output. The process writes it itself, so that it goes on when the supervisor is
/// gone; this class only reads and renames.
///
/// @param file its path
public record ProcessLog(Path file) {
    /// No more than this is read from the end of a long log.
    private static final int TAIL_BYTES = 64 * 1024;

    /// How many earlier runs' files are kept.
    private static final int KEPT = 5;

    /// Keeps the previous run's file with `.1` after its name, the one before it with `.2`, up to `.5`; the oldest is
    /// deleted.
    public void keepPrevious() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            for (int run = KEPT; run > 0 && Files.exists(file); run--) {
                if (Files.exists(earlier(run - 1))) {
                    Files.move(earlier(run - 1), earlier(run), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// @param run 0 for the newest
    private Path earlier(int run) {
        return run == 0 ? file : file.resolveSibling(file.getFileName() + "." + run);
    }

    /// How long it is now; 0 if there is none.
    public long length() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whether the pattern is found in a finished line after an offset.
    public boolean hasLine(Pattern pattern, long offset) {
        String text = read(offset, length());
        int end = text.lastIndexOf('\n');
        return end >= 0
                && text.substring(0, end)
                        .lines()
                        .anyMatch(line -> pattern.matcher(line).find());
    }

    /// Its last lines, at most `count` of them; none if it cannot be read.
    public List<String> tail(int count) {
        try {
            long length = length();
            List<String> lines =
                    read(Math.max(0, length - TAIL_BYTES), length).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private String read(long from, long to) {
        if (to <= from) {
            return "";
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(from);
            byte[] bytes = new byte[Math.toIntExact(to - from)];
            reader.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
