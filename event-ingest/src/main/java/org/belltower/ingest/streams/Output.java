package org.belltower.ingest.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.DeadLetterSink;

/// What a task writes: events, and records that nobody can use, as they stood on the topic from which they
/// came.
record Output(ProcessorContext<byte[], byte[]> context, DeadLetterSink deadLetters, RowListener listener) {
    /// Events are kept for seven days by their time, so each is kept for at least four more, however old its row
    /// is. What is older is too old to be told anyway.
    private static final Duration OLDEST = Duration.ofDays(3);

    /// @param timestamp of the row's record: when Kafka had it, and the event was accepted
    void event(ChangeEvent event, long timestamp) {
        long accepted = Math.max(timestamp, context.currentSystemTimeMs() - OLDEST.toMillis());
        WireRecord message = ChangeCodec.encode(event);
        context.forward(
                new Record<>(message.key().bytes(), message.value(), accepted, KafkaRecords.headers(message.headers())),
                SisTopology.CHANGES);
        listener.emitted(event.origin());
    }

    void unusable(Record<byte[], byte[]> record, String reason) {
        deadLetters.send(original(record), Origins.place(record.headers()), reason);
    }

    void failed(Record<byte[], byte[]> record, RuntimeException failure) {
        deadLetters.sendFailed(original(record), Origins.place(record.headers()), failure);
    }

    void waitedInVain(WaitingRow row) {
        if (row.end()) {
            listener.goneWithIt();
            return;
        }
        unusable(row.record(), row.where() + ": the row of lookup " + row.lookup() + " did not come");
    }

    /// A record that waited for another row, and cannot be read back: where it came from stood in what is lost.
    void lost(WaitingStore.Unreadable waiting) {
        DeadLetters.Place place = new DeadLetters.Place(
                SisTopology.gathered(context.applicationId()), context.taskId().partition(), waiting.offset());
        deadLetters.sendRemains(
                waiting.place().getBytes(StandardCharsets.UTF_8),
                waiting.kept(),
                place,
                "as it was kept while it waited for another row: it cannot be read back");
    }

    /// With the headers of its origin, which no dead letter takes over.
    private static Record<byte[], byte[]> original(Record<byte[], byte[]> record) {
        return new Record<>(Origins.key(record.headers()), record.value(), record.timestamp(), record.headers());
    }
}
