package org.belltower.rules.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.scored;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// I-20, with R9's kinds of poison: each becomes one dead letter that says what is wrong, and what stands before and
/// after it is decided. A dead letter that is played again, as `./belltower dead-letters replay` does, comes back once.
class PoisonTest extends TopologyFixture {
    private static final WireRecord GOOD = ChangeCodec.encode(live(scored("85"), NOON));

    /// What is wrong with a record that is right otherwise.
    enum Poison {
        NO_VALUE("the record has no value") {
            @Override
            byte @Nullable [] value(String good) {
                return null;
            }
        },
        NO_HEADERS("ce_type is required") {
            @Override
            Headers headers() {
                return new RecordHeaders();
            }
        },
        WRONG_TYPE("type is not a change event Belltower knows") {
            @Override
            Headers headers() {
                return with(CloudEventHeaders.TYPE, "org.belltower.assignment-scored.v2");
            }
        },
        NOT_JSON("the message is not well-formed JSON (line 1, column 2)") {
            @Override
            byte[] value(String good) {
                return new byte[] {0, 1, 2, 3};
            }
        },
        HUGE("assignment must not be longer than 255 characters") {
            @Override
            byte[] value(String good) {
                return good.replace("essay", "e".repeat(1_000_000)).getBytes(UTF_8);
            }
        },
        NO_UTF_8("assignment is not well-formed JSON (line 1, column 17)") {
            @Override
            byte[] value(String good) {
                return good.replace("essay", "\u00ff").getBytes(ISO_8859_1);
            }
        },
        NESTED_TOO_DEEP("the message is not well-formed JSON") {
            @Override
            byte[] value(String good) {
                return ("{\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "," + good.substring(1))
                        .getBytes(UTF_8);
            }
        },
        WRONG_DISTRICT("district must be 1 to 64 letters, digits, dots, dashes or underscores") {
            @Override
            Headers headers() {
                return with(CloudEventHeaders.DISTRICT, "north/south");
            }
        },
        WRONG_CONSTANT("score.status must be one of [UNGRADED, EXEMPT, DROPPED, MISSING, LATE, INCOMPLETE]") {
            @Override
            byte[] value(String good) {
                return good.replace("{\"percent\":85}", "{\"status\":\"SICK\"}").getBytes(UTF_8);
            }
        },
        OUT_OF_BOUNDS("score.percent must not have more than 12 digits before the point") {
            @Override
            byte[] value(String good) {
                return good.replace("85", "1e400").getBytes(UTF_8);
            }
        },
        HEADER_TWICE("origin must be live, snapshot or backfill") {
            @Override
            Headers headers() {
                return good().add(CloudEventHeaders.ORIGIN, "rumour".getBytes(UTF_8));
            }
        },
        NEGATIVE_POSITION("position must be a whole number from 0 up") {
            @Override
            Headers headers() {
                return with(CloudEventHeaders.POSITION, "-1").add(CloudEventHeaders.GENERATION, "0".getBytes(UTF_8));
            }
        };

        private final String reason;

        Poison(String reason) {
            this.reason = reason;
        }

        Headers headers() {
            return good();
        }

        byte @Nullable [] value(String good) {
            return good.getBytes(UTF_8);
        }

        static Headers good() {
            return KafkaRecords.headers(GOOD.headers());
        }

        static Headers with(String name, String value) {
            return good().remove(name).add(name, value.getBytes(UTF_8));
        }

        TestRecord<byte[], byte[]> record() {
            String value = new String(Objects.requireNonNull(GOOD.value()), UTF_8);
            return new TestRecord<>(GOOD.key().bytes(), value(value), headers(), NOON);
        }
    }

    private void put(TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(Topics.CHANGES.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /// As the command does it.
    private static TestRecord<byte[], byte[]> replayed(TestRecord<byte[], byte[]> letter) {
        RecordHeaders headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                headers.add(header);
            }
        });
        headers.add(DeadLetterHeaders.REPLAYS, "1".getBytes(UTF_8));
        return new TestRecord<>(letter.key(), letter.value(), headers, NOON.plusSeconds(3_600));
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void I_20_R9_poison_is_one_dead_letter_with_its_reason_and_the_records_around_it_are_decided(Poison poison) {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.minusSeconds(60))));
        put(poison.record());
        put(Topics.CHANGES, ChangeCodec.encode(live(balance("2.50"), NOON)));
        assertThat(reasons()).containsExactly(poison.reason);
        assertThat(decisions()).hasSize(2).extracting(Decision::reason).containsOnlyNulls();
        assertThat(pushes()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void I_20_poison_that_is_played_again_comes_back_once_with_the_same_reason_and_says_so(Poison poison) {
        everythingIsAllowed();
        put(poison.record());
        put(replayed(records(Topics.DEAD_LETTERS).getFirst()));
        assertThat(records(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(KafkaRecords.header(letter.headers(), DeadLetterHeaders.REASON))
                    .isEqualTo(poison.reason);
            assertThat(KafkaRecords.header(letter.headers(), DeadLetterHeaders.REPLAYS))
                    .isEqualTo("1");
        });
        assertThat(decisions()).isEmpty();
    }

    @Test
    void I_11_I_12_an_event_that_failed_for_what_has_passed_is_decided_when_it_is_played_again_and_once() {
        everythingIsAllowed();
        var essay = live(scored("85"), NOON);
        var memory = driver.<String, byte[]>getTimestampedKeyValueStore(RulesTopology.MEMORY_STORE);
        String key = StudentStores.memoryKey(
                essay.key(), essay.change().category(), essay.change().item());
        memory.put(key, ValueAndTimestamp.make(new byte[] {'{'}, NOON.toEpochMilli()));
        put(Topics.CHANGES, ChangeCodec.encode(essay));
        TestRecord<byte[], byte[]> letter = records(Topics.DEAD_LETTERS).getFirst();
        memory.delete(key);
        put(replayed(letter));
        put(replayed(letter));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.REPEAT);
        assertThat(pushes()).hasSize(2);
        assertThat(records(Topics.DEAD_LETTERS)).isEmpty();
    }
}
