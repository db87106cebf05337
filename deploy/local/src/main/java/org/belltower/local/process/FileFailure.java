package org.belltower.local.process;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says what went wrong with a file in the words of a person: the JDK's texts are often nothing but a path.
public final class FileFailure {
    private FileFailure() {}

    /// The end of a sentence about the file, without a full stop: `permission denied`.
    public static String reason(@Nullable Exception failure) {
        return switch (failure) {
            case UncheckedIOException wrapped -> reason(wrapped.getCause());
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it is a file";
            case NotDirectoryException _ -> "it is a file";
            case NoSuchFileException _ -> "it does not exist";
            case DirectoryNotEmptyException _ -> "it is a folder with something in it";
            case FileSystemException other -> lower(other.getReason());
            case null -> lower(null);
            default -> lower(failure.getMessage());
        };
    }

    /// A whole sentence, without a full stop, that names the file if the failure does.
    public static String sentence(UncheckedIOException failure) {
        return failure.getCause() instanceof FileSystemException named && named.getFile() != null
                ? named.getFile() + " cannot be used: " + reason(named)
                : "A file cannot be read or written: " + reason(failure);
    }

    private static String lower(@Nullable String reason) {
        return reason == null || reason.isEmpty()
                ? "it cannot be used"
                : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
