package org.belltower.ingest.sis.mapping.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.ingest.sis.mapping.Location;
import org.belltower.ingest.sis.mapping.SourceMapping;

/// All mappings of a service: the files of one folder whose names end with `.yaml`, one source each.
public final class MappingFolder {
    private MappingFolder() {}

    /// @throws InvalidMappingException with every mistake in every file
    /// @throws IOException if the folder or a file cannot be read
    public static List<SourceMapping> read(Path folder) throws InvalidMappingException, IOException {
        List<SourceMapping> sources = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        Map<List<String>, String> taken = new HashMap<>();
        for (Path file : files(folder)) {
            String name = String.valueOf(file.getFileName());
            try {
                SourceMapping source = MappingReader.read(file);
                sources.add(source);
                names(source).forEach((what, whose) -> {
                    String other = taken.putIfAbsent(whose, name);
                    if (other != null) {
                        mistakes.add(new Mistake(new Location(name, 1), other + " has the same " + what));
                    }
                });
            } catch (InvalidMappingException e) {
                mistakes.addAll(e.mistakes());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidMappingException(mistakes);
        }
        return sources;
    }

    /// What no two sources may have in common: else the rows, or the events, of one would be taken for the other's.
    private static Map<String, List<String>> names(SourceMapping source) {
        return Map.of(
                "topicPrefix", List.of("topicPrefix", source.topicPrefix()),
                "district, client and source",
                        List.of("events", source.district().value(), source.client(), source.source()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
