package org.belltower.rules.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.model.audience.Audience;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.DeadLetterSink;
import org.jspecify.annotations.Nullable;

/// Learns who may be told about a student. Repeatable: a lower version is ignored, an equal one is the same. Of an
/// audience that cannot be read or kept nobody knows whom it takes a right away from: it is put aside, and until a
/// better one comes the student has none (I-2).
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
        this.deadLetters =
                new DeadLetterSink(RulesTopology.SERVICE, RulesTopology.DEAD_LETTERS, context, listener::deadLettered);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (students == null || deadLetters == null) {
            throw new IllegalStateException("init comes before process");
        }
        byte[] value = record.value();
        String student = new String(record.key(), StandardCharsets.UTF_8);
        if (value == null) {
            students.forget(student);
            return;
        }
        try {
            learn(students, record.headers(), value);
        } catch (MalformedMessageException e) {
            deadLetters.send(record, e.getMessage());
            students.forgetAudience(student);
        } catch (RuntimeException e) {
            deadLetters.sendFailed(record, e);
            students.forgetAudience(student);
        }
    }

    private static void learn(StudentStores students, Headers headers, byte[] value) throws MalformedMessageException {
        if (value.length > WrittenVerdict.LONGEST_VALUE_BYTES) {
            throw new MalformedMessageException("", "is too large to be kept");
        }
        Audience audience = MessageType.AUDIENCE.decode(KafkaRecords.headers(headers), value);
        Audience known = students.audience(audience.key());
        if (known == null || audience.version() >= known.version()) {
            students.keep(audience, value);
        }
    }
}
