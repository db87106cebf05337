package org.belltower.ingest.streams;

import java.time.Instant;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.ingest.sis.Moment;
import org.belltower.ingest.sis.mapper.RowShelf;
import org.belltower.ingest.sis.mapper.ShelvedRow;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Rows of one source in a store of Kafka Streams, as JSON; and beside them a list of those that went, by
/// the time at which that was read.
///
/// @param source [org.belltower.ingest.sis.mapping.SourceMapping#key]
record RowStore(KeyValueStore<String, byte[]> rows, String source) implements RowShelf {
    private static final Logger LOG = Logger.getLogger(RowStore.class);
    private static final String SEPARATOR = "\u001f";
    /// Before all places, which begin with a district's name.
    private static final String GONE = "\u0001";

    private static final int SLICE = 10_000;
    private static final byte[] NOTHING = {};

    @Override
    public @Nullable ShelvedRow get(String place) {
        byte[] shelved = rows.get(place);
        return shelved == null ? null : read(shelved);
    }

    /// Null if nobody can, as of a store that was damaged: what cannot be read is not there, until it is written again.
    private @Nullable ShelvedRow read(byte[] shelved) {
        try {
            return ShelvedRowCodec.read(shelved);
        } catch (IllegalStateException e) {
            LOG.errorf(
                    "event=looked-up-row-unreadable source=%s action=taken-for-missing cause=%s",
                    source, Failures.kinds(e));
            return null;
        }
    }

    @Override
    public void put(String place, ShelvedRow shelved) {
        rows.put(place, ShelvedRowCodec.write(shelved));
        ShelvedRow.End end = shelved.end();
        if (end != null) {
            rows.put(listed(end.read()) + SEPARATOR + place, NOTHING);
        }
    }

    @Override
    public void deleteAll(String prefix, Moment moment) {
        try (KeyValueIterator<String, byte[]> all = rows.prefixScan(prefix, new StringSerializer())) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> row = all.next();
                ShelvedRow shelved = read(row.value);
                if (shelved == null || !shelved.isNewerThan(moment)) {
                    rows.delete(row.key);
                }
            }
        }
    }

    @Override
    public void deleteGone(Instant before) {
        String first = listed(Instant.EPOCH);
        try (KeyValueIterator<String, byte[]> all = rows.range(first, listed(before))) {
            for (int looked = 0; all.hasNext() && looked < SLICE; looked++) {
                String entry = all.next().key;
                delete(entry.substring(first.length() + SEPARATOR.length()), before);
                rows.delete(entry);
            }
        }
    }

    /// What stands there since, or went again since, stays.
    private void delete(String place, Instant before) {
        ShelvedRow shelved = get(place);
        ShelvedRow.End end = shelved == null ? null : shelved.end();
        if (end != null && end.read().isBefore(before)) {
            rows.delete(place);
        }
    }

    private String listed(Instant read) {
        return GONE + source + SEPARATOR + String.format("%016x", read.toEpochMilli());
    }
}
