package org.belltower.benchmarks.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;

/// What is wrong with a record that is right otherwise, and tells of a piece of work.
///
/// @param reason as its dead letter has to say it
/// @param headers spoils them
/// @param value made of what it would be
record Poison(String reason, Consumer<Headers> headers, Function<String, byte @Nullable []> value) {
    /// R9's.
    static final List<Poison> KINDS = List.of(
            new Poison("the record has no value", _ -> {}, _ -> null),
            spoiled(
                    "ce_type is required",
                    headers -> List.of(headers.toArray()).forEach(header -> headers.remove(header.key()))),
            spoiled(
                    "type is not a change event Belltower knows",
                    put(CloudEventHeaders.TYPE, "org.belltower.assignment-scored.v2")),
            written("the message is not well-formed JSON (line 1, column 2)", _ -> "\u0000\u0001\u0002\u0003"),
            written(
                    "assignment must not be longer than 255 characters",
                    json -> json.replace("essay", "e".repeat(1_000_000))),
            new Poison(
                    "assignment is not well-formed JSON (line 1, column 17)",
                    _ -> {},
                    json -> json.replace("essay", "\u00ff").getBytes(ISO_8859_1)),
            written(
                    "the message is not well-formed JSON",
                    json -> "{\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "," + json.substring(1)),
            spoiled(
                    "district must be 1 to 64 letters, digits, dots, dashes or underscores",
                    put(CloudEventHeaders.DISTRICT, "north/south")),
            written(
                    "score.status must be one of [UNGRADED, EXEMPT, DROPPED, MISSING, LATE, INCOMPLETE]",
                    json -> json.replaceFirst("\\{\"percent\":[^}]*}", "{\"status\":\"SICK\"}")),
            written(
                    "score.percent must not have more than 12 digits before the point",
                    json -> json.replaceFirst("\"percent\":[^}]*", "\"percent\":1e400")),
            spoiled(
                    "origin must be live, snapshot or backfill",
                    headers -> headers.add(CloudEventHeaders.ORIGIN, "rumour".getBytes(UTF_8))),
            spoiled(
                    "position must be a whole number from 0 up",
                    put(CloudEventHeaders.POSITION, "-1").andThen(put(CloudEventHeaders.GENERATION, "0"))));

    private static Poison spoiled(String reason, Consumer<Headers> headers) {
        return new Poison(reason, headers, json -> json.getBytes(UTF_8));
    }

    private static Poison written(String reason, UnaryOperator<String> json) {
        return new Poison(reason, _ -> {}, good -> json.apply(good).getBytes(UTF_8));
    }

    private static Consumer<Headers> put(String name, String text) {
        return headers -> headers.remove(name).add(name, text.getBytes(UTF_8));
    }

    /// @param event of a piece of work
    ProducerRecord<byte[], byte[]> of(ChangeEvent event) {
        var good = KafkaRecords.toProducerRecord(Topics.CHANGES, ChangeCodec.encode(event));
        headers.accept(good.headers());
        String json = new String(Objects.requireNonNull(good.value(), "an event has a value"), UTF_8);
        return new ProducerRecord<>(good.topic(), null, good.key(), value.apply(json), good.headers());
    }
}
