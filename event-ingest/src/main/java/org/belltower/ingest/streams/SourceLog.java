package org.belltower.ingest.streams;

import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.ingest.sis.Generations;
import org.belltower.ingest.sis.RowChange;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.streams.StoredJson;
import org.jboss.logging.Logger;

/// What is remembered of the log of one source.
///
/// Not thread-safe: one for each task.
final class SourceLog {
    private static final Logger LOG = Logger.getLogger(SourceLog.class);

    private final String source;
    private final KeyValueStore<String, byte[]> logs;
    private final RowListener listener;
    private Kept kept;

    SourceLog(String source, KeyValueStore<String, byte[]> logs, RowListener listener) {
        this.source = source;
        this.logs = logs;
        this.listener = listener;
        byte[] known = logs.get(source);
        this.kept = known == null ? new Kept(Generations.NONE, Instant.EPOCH) : StoredJson.read(known, Kept.class);
    }

    /// @param snapshot when a row of a snapshot was read last
    record Kept(Generations generations, Instant snapshot) {}

    /// @return the generation to which the entry belongs
    int advance(RowChange.LogPlace place, Instant now) {
        Generations next = kept.generations().after(place, now);
        if (next.newest() > kept.generations().newest()) {
            LOG.warnf("event=log-began-anew source=%s generation=%d", source, next.newest());
            listener.generationBegan(next.newest());
        }
        kept = new Kept(next, place.kind() == RowChange.Kind.SNAPSHOT ? now : kept.snapshot());
        logs.put(source, JsonCodec.write(kept));
        return next.of(place);
    }

    /// When a row of a snapshot was read last.
    Instant snapshot() {
        return kept.snapshot();
    }
}
