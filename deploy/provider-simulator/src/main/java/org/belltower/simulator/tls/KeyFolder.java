package org.belltower.simulator.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder of small files, some of them secret. Files appear whole or not at all, and only their owner may read
/// them.
public final class KeyFolder {

    private final Path path;
    private final FileAttribute<?>[] ownerOnly;

    /// Makes the folder if it is missing.
    public KeyFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + this.path, e);
        }
        boolean posix = this.path.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// The absolute path of the folder.
    public Path path() {
        return path;
    }

    /// Where a file of this name is or would be.
    public Path file(String name) {
        return path.resolve(name);
    }

    /// Whether the file is there.
    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /// The text of a file that is there.
    public String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }

    /// What a file that is there holds.
    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }

    /// Writes or replaces a file. A reader sees the old text or the new one, never a part.
    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes or replaces a file that is no text.
    public Path write(String name, byte[] content) {
        Path target = file(name);
        try {
            Path fresh = Files.createTempFile(path, ".", ".new", ownerOnly);
            Files.write(fresh, content);
            move(fresh, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
        return target;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
