package org.belltower.registry.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.belltower.model.push.Binding;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.registry.publish.Publication;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.StatePublisher;

/// Notes in a file when Kafka had acknowledged the commit of a batch with bindings, by the version of its records,
/// which is of one batch alone. Before that nobody may be answered. Not asked of the topic itself: a commit
/// that Kafka has acknowledged may be behind another shard's open transaction there, and is not read until
/// that ends.
record NotedCommits(StatePublisher kafka, Path file) implements StatePublisher {
    @Override
    public void open(Shard shard) {
        kafka.open(shard);
    }

    @Override
    public void publish(Shard shard, List<Publication> publications) {
        kafka.publish(shard, publications);
        Instant acknowledged = InstantSource.system().instant();
        publications.stream()
                .filter(publication -> publication.topic().equals(Topics.BINDINGS))
                .flatMap(publication -> version(publication.record()))
                .findFirst()
                .ifPresent(version -> note(version + " " + acknowledged + "\n"));
    }

    private static Stream<Long> version(WireRecord record) {
        byte[] value = record.value();
        if (value == null) {
            return Stream.empty();
        }
        try {
            Binding binding = MessageType.BINDING.decode(record.headers(), value);
            return Stream.of(binding.version());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One small write at the file's end, so what several threads write does not mix.
    private void note(String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When each version was acknowledged, by all relays of the folder.
    static Map<Long, Instant> in(Path folder) throws IOException {
        Map<Long, Instant> commits = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".commits")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", 2);
                    commits.put(Long.valueOf(parts[0]), Instant.parse(parts[1]));
                }
            }
        }
        return commits;
    }

    @Override
    public void discard(Shard shard) {
        kafka.discard(shard);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
