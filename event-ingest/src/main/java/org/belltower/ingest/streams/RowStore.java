package org.belltower.ingest.streams;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapper.RowShelf;
import org.jspecify.annotations.Nullable;

/// Rows in a store of Kafka Streams, as JSON.
record RowStore(KeyValueStore<String, byte[]> rows) implements RowShelf {
    @Override
    public @Nullable Row get(String place) {
        byte[] row = rows.get(place);
        return row == null ? null : CellCodec.read(row);
    }

    @Override
    public void put(String place, Row row) {
        rows.put(place, CellCodec.write(row));
    }

    @Override
    public void delete(String place) {
        rows.delete(place);
    }

    @Override
    public void deleteAll(String prefix) {
        try (KeyValueIterator<String, byte[]> all = rows.prefixScan(prefix, new StringSerializer())) {
            while (all.hasNext()) {
                rows.delete(all.next().key);
            }
        }
    }
}
