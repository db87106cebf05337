package org.belltower.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document under `docs` that the code makes: the committed copy is compared with what the code says today, so that a
/// change of an API is seen in review. `-Dbelltower.docs=write` writes it anew instead.
public final class CommittedDocument {
    private static final String PROPERTY = "belltower.docs";

    private final Path file;

    private CommittedDocument(Path file) {
        this.file = file;
    }

    /// @param name below the repository's `docs`: `http/event-ingest.yaml`
    public static CommittedDocument named(String name) {
        return new CommittedDocument(docs().resolve(name));
    }

    /// Fails if the committed copy says something else.
    public void assertIs(String document) throws IOException {
        if ("write".equals(System.getProperty(PROPERTY))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, document);
        }
        assertThat(file)
                .as("the committed copy; the code makes it anew with -D%s=write", PROPERTY)
                .exists()
                .content()
                .isEqualTo(document);
    }

    /// Tests run in the folder of their module, whichever that is.
    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/adr"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no docs/adr above " + Path.of("").toAbsolutePath());
            }
        }
        return folder.resolve("docs");
    }
}
