package org.belltower.ingest.sis.mapping.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.Spot;

/// All mappings of a service: the files of one folder whose names end with `.yaml`, one source each.
public final class MappingFolder {
    private MappingFolder() {}

    /// @throws InvalidMappingException with every mistake in every file
    /// @throws IOException if the folder or a file cannot be read
    public static List<SourceMapping> read(Path folder) throws InvalidMappingException, IOException {
        List<SourceMapping> sources = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Path> topics = new HashMap<>();
        for (Path file : files(folder)) {
            String name = String.valueOf(file.getFileName());
            try {
                SourceMapping source = MappingReader.read(name, Files.readString(file));
                sources.add(source);
                for (TableName table : source.tables()) {
                    Path other = topics.putIfAbsent(source.topic(table), file);
                    if (other != null) {
                        mistakes.add(new Mistake(
                                new Spot(name, 1),
                                source.topic(table) + " is read by " + other.getFileName() + " too"));
                    }
                }
            } catch (InvalidMappingException e) {
                mistakes.addAll(e.mistakes());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidMappingException(mistakes);
        }
        return sources;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
