package org.belltower.local.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.local.app.deadletter.LetterBed.Letter.ofChange;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.local.app.deadletter.LetterBed.Answer;
import org.belltower.local.app.deadletter.LetterBed.Letter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each test tells its own letters by their reason.
class DeadLettersIT {
    @SuppressWarnings("NullAway.Init") // Before the first test.
    private static LetterBed bed;

    private final String own = "reason " + UUID.randomUUID();

    @BeforeAll
    static void open() throws Exception {
        bed = new LetterBed();
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    private static List<ConsumerRecord<byte[], byte[]>> played(String reason) {
        return bed.on(Topics.CHANGES.name()).stream()
                .filter(record ->
                        reason.equals(LetterBed.texts(record.headers()).get("ce_test")))
                .toList();
    }

    private Letter letter() {
        return ofChange(own).header("ce_test", own);
    }

    @Test
    void list_shows_a_line_a_letter_in_the_order_of_time_and_how_many_of_each_reason() throws Exception {
        LetterPlace later = bed.lay(letter());
        LetterPlace first = bed.lay(letter().header("belltower_time", "2026-11-23T10:00:00Z"));
        LetterPlace other =
                bed.lay(new Letter("sis.public.score", own + " b").header("belltower_service", "event-ingest"));
        Answer answer = bed.run("list", "--reason", own.toUpperCase(java.util.Locale.ROOT));
        assertThat(answer.status()).isZero();
        assertThat(answer.lines())
                .startsWith(first + "  2026-11-23T10:00:00Z  rules-evaluator  belltower.changes.v1/4@17  north  " + own)
                .contains(
                        later + "  2026-11-23T11:00:00Z  rules-evaluator  belltower.changes.v1/4@17  north  " + own,
                        other + "  2026-11-23T11:00:00Z  event-ingest  sis.public.score/4@17  north  " + own + " b",
                        "3 dead letters:",
                        "       1  event-ingest  " + own + " b",
                        "       2  rules-evaluator  " + own);
        assertThat(bed.run("list", "--reason", own, "--limit", "1").text())
                .startsWith("(2 older ones; --limit shows more)")
                .contains("3 dead letters:");
        assertThat(bed.run("list", "--reason", own, "--since", "90m").text())
                .contains("2 dead letters:")
                .doesNotContain(first.toString() + " ");
        assertThat(bed.run("list", "--reason", own, "--topic", "sis.public.score", "--service", "event-ingest")
                        .text())
                .contains("1 dead letters:");
        assertThat(bed.run("list", "--reason", "nothing of that kind").lines())
                .containsExactly("There are no dead letters.");
    }

    @Test
    void I_48_show_tells_everything_but_the_value_which_it_tells_on_demand_and_safely() throws Exception {
        LetterPlace text = bed.lay(letter().value("{\"name\":\"Zaphod\"}\u001b[2J".getBytes(UTF_8)));
        LetterPlace bytes = bed.lay(letter().value(new byte[] {(byte) 0xff, 0}).header("ce_id", "e\u001b-1"));
        LetterPlace none = bed.lay(letter().value(null).header("belltower_omitted", "value"));
        Answer hidden = bed.run("show", text.toString());
        assertThat(hidden.status()).isZero();
        assertThat(hidden.lines())
                .contains(
                        "reason       " + own,
                        "origin       belltower.changes.v1/4@17",
                        "key          north/s-1",
                        "header       ce_id: e-1",
                        "value        21 bytes; --value shows them");
        assertThat(hidden.text()).doesNotContain("Zaphod");
        assertThat(bed.run("show", text.toString(), "--value").lines())
                .contains("value        {\"name\":\"Zaphod\"}\\u001B[2J");
        assertThat(bed.run("show", bytes.toString(), "--value").lines())
                .contains("value        (Base64) /wA=", "header       ce_id: e\\u001B-1");
        assertThat(bed.run("show", none.toString(), "--value").lines())
                .contains("value        (none)", "left out     value: too large for a dead letter");
        assertThat(bed.run("show", "0:4711"))
                .isEqualTo(new Answer(1, List.of(), "belltower: There is no dead letter 0:4711, or none any more.\n"));
    }

    @Test
    void I_12_a_replayed_letter_is_the_record_as_it_was_where_it_was_at_the_time_of_now() throws Exception {
        byte[] value = {'{', 0, (byte) 0xff};
        LetterPlace place = bed.lay(letter().value(value));
        Instant before = Instant.now();
        Answer answer = bed.run("replay", place.toString());
        assertThat(answer.status()).as(answer.toString()).isZero();
        assertThat(played(own)).singleElement().satisfies(record -> {
            assertThat(answer.lines())
                    .containsExactly(
                            place + "  replayed to belltower.changes.v1/4@" + record.offset(), "1 of 1 replayed.");
            assertThat(record.partition()).isEqualTo(4);
            assertThat(record.key()).isEqualTo("north/s-1".getBytes(UTF_8));
            assertThat(record.value()).isEqualTo(value);
            assertThat(LetterBed.texts(record.headers()))
                    .isEqualTo(
                            Map.of("ce_id", "e-1", "ce_district", "north", "ce_test", own, "belltower_replays", "1"));
            assertThat(Instant.ofEpochMilli(record.timestamp())).isAfterOrEqualTo(before.minusMillis(1));
        });
        assertThat(bed.run("list", "--reason", own).lines().getFirst()).endsWith("[replayed]");
    }

    @Test
    void what_was_replayed_is_not_replayed_again_unless_that_is_said_and_then_under_the_same_id() throws Exception {
        LetterPlace place = bed.lay(letter());
        bed.run("replay", place.toString());
        Answer refused = bed.run("replay", place.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.lines())
                .containsExactly(
                        place + "  not replayed: it was replayed already; --again does it once more",
                        "0 of 1 replayed.");
        assertThat(bed.run("replay", "--all", "--reason", own).lines()).containsExactly("There is nothing to replay.");
        assertThat(bed.run("replay", place.toString(), "--again").status()).isZero();
        assertThat(played(own))
                .extracting(record -> LetterBed.texts(record.headers()).get("ce_id"))
                .containsExactly("e-1", "e-1");
        assertThat(bed.run("list", "--reason", own).lines().getFirst()).endsWith("[replayed 2 times]");
    }

    @Test
    void a_letter_that_came_back_from_a_replay_says_so_and_counts_on() throws Exception {
        LetterPlace back = bed.lay(letter().header("belltower_replays", "2"));
        assertThat(bed.run("list", "--reason", own).lines().getFirst()).endsWith("[came back from replay 2]");
        bed.run("replay", back.toString());
        assertThat(played(own))
                .extracting(record -> LetterBed.texts(record.headers()).get("belltower_replays"))
                .containsExactly("3");
    }

    @Test
    void all_that_a_filter_takes_are_replayed_with_consent_alone_and_the_oldest_first() throws Exception {
        LetterPlace second = bed.lay(letter());
        LetterPlace first = bed.lay(letter().header("belltower_time", "2026-11-23T09:00:00Z"));
        LetterPlace third = bed.lay(letter().header("belltower_time", "2026-11-23T11:30:00Z"));
        Answer asked = bed.run("replay", "--all", "--reason", own);
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.errors()).contains("would replay 3 dead letters").contains("--yes");
        assertThat(played(own)).isEmpty();
        Answer part = bed.run("replay", "--all", "--reason", own, "--limit", "2", "--yes");
        assertThat(part.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(first + "  replayed to"),
                        line -> assertThat(line).startsWith(second + "  replayed to"),
                        line -> assertThat(line).isEqualTo("2 of 2 replayed."),
                        line -> assertThat(line).startsWith("1 more are left"));
        assertThat(bed.run("replay", "--all", "--reason", own).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(third + "  replayed to"),
                        line -> assertThat(line).isEqualTo("1 of 1 replayed."));
        assertThat(played(own)).hasSize(3);
    }

    @Test
    void what_must_not_come_again_is_counted_and_takes_no_place_among_all_that_are_replayed() throws Exception {
        LetterPlace _ = bed.lay(new Letter("sis.public.score", own).header("belltower_time", "2026-11-23T09:00:00Z"));
        LetterPlace _ = bed.lay(new Letter("sis.public.score", own).header("belltower_time", "2026-11-23T09:30:00Z"));
        LetterPlace good = bed.lay(letter());
        assertThat(bed.run("replay", "--all", "--reason", own, "--limit", "1").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("2 not replayed: it is a row of a source"),
                        line -> assertThat(line).startsWith(good + "  replayed to"),
                        line -> assertThat(line).isEqualTo("1 of 1 replayed."));
    }

    @Test
    void what_must_not_come_again_is_refused_and_the_others_go_on() throws Exception {
        LetterPlace state = bed.lay(new Letter(Topics.AUDIENCE.name(), own));
        LetterPlace row = bed.lay(new Letter("sis.public.score", own));
        LetterPlace emptied = bed.lay(letter().value(null).header("belltower_omitted", "value"));
        LetterPlace stray = bed.lay(letter().header("belltower_partition", "x"));
        LetterPlace good = bed.lay(letter());
        Answer answer = bed.run(
                "replay",
                state.toString(),
                row.toString(),
                emptied.toString(),
                stray.toString(),
                "11:99999",
                good.toString(),
                "--yes");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(state + "  not replayed: it is a state"),
                        line -> assertThat(line).startsWith(row + "  not replayed: it is a row of a source"),
                        line -> assertThat(line).startsWith(emptied + "  not replayed: it has no value any more"),
                        line -> assertThat(line).startsWith(stray + "  not replayed: it does not say where"),
                        line -> assertThat(line).startsWith("11:99999  not replayed: there is none"),
                        line -> assertThat(line).startsWith(good + "  replayed to"),
                        line -> assertThat(line).isEqualTo("1 of 6 replayed."));
        assertThat(bed.on(Topics.AUDIENCE.name())).isEmpty();
        assertThat(played(own)).hasSize(1);
    }

    @Test
    void any_kafka_is_reached_by_its_client_properties_and_one_that_is_away_is_told(@TempDir Path folder)
            throws Exception {
        bed.lay(letter());
        Path file = bed.properties(folder, "bootstrap.servers=" + bed.bootstrapServers() + "\n");
        assertThat(bed.run(
                                "list",
                                "--reason",
                                own,
                                "--bootstrap-servers",
                                "127.0.0.1:1",
                                "--command-config",
                                file.toString())
                        .text())
                .contains("1 dead letters:");
        Path wrong = bed.properties(folder, "security.protocol=NONE\n");
        Answer refused = bed.run("list", "--command-config", wrong.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors()).startsWith("belltower: Kafka at ").contains("NONE");
        assertThat(bed.run("list", "--command-config", folder.resolve("none").toString())
                        .errors())
                .isEqualTo("belltower: The file of --command-config cannot be read.\n");
    }
}
