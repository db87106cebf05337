package org.belltower.rules.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.model.audience.Audience;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// Learns who may be told about a student. Repeatable: a lower version is ignored, an equal one is the same. Of an
/// audience that cannot be read nobody knows whom it takes a right away from: it is put aside, and until a readable
/// one comes the student has none (I-2).
final class AudienceProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final DecisionListener listener;
    private @Nullable StudentStores students;
    private @Nullable DeadLetterSink deadLetters;

    AudienceProcessor(DecisionListener listener) {
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.students = new StudentStores(context);
        this.deadLetters = new DeadLetterSink(context, listener);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (students == null || deadLetters == null) {
            throw new IllegalStateException("init comes before process");
        }
        byte[] value = record.value();
        if (value == null) {
            students.forget(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            learn(students, MessageType.AUDIENCE.decode(KafkaRecords.headers(record.headers()), value), value);
        } catch (MalformedMessageException e) {
            students.forgetAudience(new String(record.key(), StandardCharsets.UTF_8));
            deadLetters.send(record, e.getMessage());
        }
    }

    private static void learn(StudentStores students, Audience audience, byte[] encoded) {
        Audience known = students.audience(audience.key());
        if (known == null || audience.version() >= known.version()) {
            students.keep(audience, encoded);
        }
    }
}
