package org.belltower.simulator.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushRecordTest {

    private final PushRecord received = new PushRecord(3, 10);

    @Test
    void pushes_are_kept_in_order_with_sequence_numbers_from_one() {
        add("a", new Answer.Accepted());
        add("b", new Answer.Accepted());

        assertThat(received.all()).extracting(ReceivedPush::sequence).containsExactly(1L, 2L);
        assertThat(received.all()).extracting(ReceivedPush::token).containsExactly("a", "b");
        assertThat(received.of("b")).extracting(ReceivedPush::sequence).containsExactly(2L);
    }

    @Test
    void a_full_record_lets_the_oldest_go_and_loses_no_count() {
        for (int i = 0; i < 5; i++) {
            add("t" + i, new Answer.Accepted());
        }

        assertThat(received.all()).extracting(ReceivedPush::token).containsExactly("t2", "t3", "t4");
        assertThat(received.total()).isEqualTo(5);
        assertThat(received.counts(Provider.APNS)).isEqualTo(new Counts(5, 5, 0, 0, Map.of()));
        assertThat(received.page(0, 10, _ -> true).missed()).isEqualTo(2);
        assertThat(received.page(1, 10, _ -> true).missed()).isEqualTo(1);
        assertThat(received.page(2, 10, _ -> true).missed()).isZero();
    }

    @Test
    void pages_follow_one_another_without_gaps_even_if_nothing_on_one_of_them_matches() {
        add("a", new Answer.Accepted());
        add("b", new Answer.Accepted());
        add("a", new Answer.Accepted());

        PushRecord.Page first = received.page(0, 1, push -> "a".equals(push.token()));
        PushRecord.Page second = received.page(first.next(), 1, push -> "a".equals(push.token()));
        PushRecord.Page third = received.page(second.next(), 1, push -> "a".equals(push.token()));

        assertThat(first.pushes()).extracting(ReceivedPush::sequence).containsExactly(1L);
        assertThat(second.pushes()).extracting(ReceivedPush::sequence).containsExactly(3L);
        assertThat(third).isEqualTo(new PushRecord.Page(List.of(), 3, 0));
    }

    @Test
    void answers_are_counted_by_kind_and_rejections_by_status_and_reason() {
        add("a", new Answer.Accepted());
        add("a", new Answer.Rejected(410, "Unregistered"));
        add("a", new Answer.Rejected(410, "Unregistered"));
        add("a", new Answer.Stalled());
        add("a", new Answer.Disconnected());

        assertThat(received.counts(Provider.APNS)).isEqualTo(new Counts(5, 1, 1, 1, Map.of("410 Unregistered", 2L)));
        assertThat(received.counts(Provider.FCM)).isEqualTo(Counts.NONE);
    }

    @Test
    void a_cleared_record_begins_again() {
        add("a", new Answer.Accepted());

        received.clear();
        add("b", new Answer.Accepted());

        assertThat(received.all()).extracting(ReceivedPush::sequence).containsExactly(1L);
        assertThat(received.counts(Provider.APNS).received()).isEqualTo(1);
    }

    @Test
    void the_text_of_a_received_push_shows_neither_token_nor_payload() {
        add("secret-token", new Answer.Accepted());

        assertThat(received.all().getFirst().toString()).doesNotContain("secret-token", "secret-text");
    }

    private void add(String token, Answer answer) {
        received.add(
                Instant.EPOCH,
                Provider.APNS,
                "id",
                answer,
                sequence -> new ReceivedPush(
                        sequence,
                        Instant.EPOCH,
                        Provider.APNS,
                        token,
                        "id",
                        null,
                        "app",
                        null,
                        null,
                        "{\"aps\":{\"alert\":\"secret-text\"}}",
                        answer,
                        1,
                        1,
                        null,
                        null));
    }
}
