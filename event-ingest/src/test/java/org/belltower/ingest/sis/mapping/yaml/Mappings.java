package org.belltower.ingest.sis.mapping.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.belltower.ingest.sis.mapping.SourceMapping;

/// The mappings that tests share.
public final class Mappings {
    private Mappings() {}

    public static String northYaml() {
        try (InputStream stream = Mappings.class.getResourceAsStream("/mappings/north.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SourceMapping north() {
        return read(northYaml());
    }

    public static SourceMapping read(String yaml) {
        try {
            return MappingReader.read("north.yaml", yaml);
        } catch (InvalidMappingException e) {
            throw new AssertionError(e);
        }
    }
}
