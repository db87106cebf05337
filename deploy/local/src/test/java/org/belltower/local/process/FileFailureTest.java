package org.belltower.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileFailureTest {
    @Test
    void what_went_wrong_is_said_in_words() {
        assertThat(Stream.of(
                                new AccessDeniedException("/a/lock"),
                                new FileAlreadyExistsException("/a"),
                                new NotDirectoryException("/a"),
                                new NoSuchFileException("/a"),
                                new FileSystemException("/a", null, "Read-only file system"),
                                new FileSystemException("/a"),
                                new FileNotFoundException("/a (Is a directory)"),
                                new IOException("No space left on device"),
                                new IOException((String) null))
                        .map(FileFailure::reason)
                        .toList())
                .isEqualTo(List.of(
                        "permission denied",
                        "it is a file",
                        "it is a file",
                        "it does not exist",
                        "read-only file system",
                        "it cannot be used",
                        "/a (Is a directory)",
                        "no space left on device",
                        "it cannot be used"));
    }

    @Test
    void the_file_is_named_and_no_class() {
        assertThat(List.of(
                        FileFailure.sentence(new UncheckedIOException(new AccessDeniedException("/a/b"))),
                        FileFailure.sentence(new UncheckedIOException(new IOException("No space left on device")))))
                .containsExactly(
                        "/a/b cannot be used: permission denied",
                        "A file cannot be read or written: no space left on device");
    }
}
