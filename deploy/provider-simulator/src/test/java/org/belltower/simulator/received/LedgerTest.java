package org.belltower.simulator.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00.123456Z");

    @Test
    void every_kind_of_id_comes_back_as_it_was_with_its_answer() {
        PushRecord received = new PushRecord(0, 10);
        String uuid = "0193d3f0-6d1f-7c4e-9b4a-5f1f1c2d3e4f";
        Answer gone = new Answer.Rejected(410, "Unregistered");
        add(received, Provider.APNS, uuid, new Answer.Accepted());
        add(received, Provider.APNS, "0193D3F0-6D1F-7C4E-9B4A-5F1F1C2D3E4F", gone);
        add(received, Provider.FCM, "any other", new Answer.Stalled());
        add(received, Provider.FCM, "00000000-0000-0000-0000-000000000000", new Answer.Reset(8));
        received.add(AT, Provider.FCM, null, gone, _ -> {
            throw new AssertionError("nothing is kept in full");
        });

        assertThat(received.ledger(0, 10))
                .containsExactly(
                        new LedgerEntry(1, AT, Provider.APNS, uuid, new Answer.Accepted()),
                        new LedgerEntry(2, AT, Provider.APNS, "0193D3F0-6D1F-7C4E-9B4A-5F1F1C2D3E4F", gone),
                        new LedgerEntry(3, AT, Provider.FCM, "any other", new Answer.Stalled()),
                        new LedgerEntry(
                                4, AT, Provider.FCM, "00000000-0000-0000-0000-000000000000", new Answer.Reset(8)),
                        new LedgerEntry(5, AT, Provider.FCM, null, gone));
        assertThat(received.all()).isEmpty();
        assertThat(received.total()).isEqualTo(5);
    }

    @Test
    void a_full_ledger_lets_the_oldest_go_and_tells_of_at_least_as_many_as_it_may() {
        PushRecord received = new PushRecord(0, 20_000);
        for (int i = 1; i <= 100_000; i++) {
            add(received, Provider.APNS, new UUID(i, i).toString(), new Answer.Accepted());
        }

        List<LedgerEntry> kept = received.ledger(0, Integer.MAX_VALUE);

        assertThat(kept).hasSizeGreaterThanOrEqualTo(20_000).hasSizeLessThan(40_000);
        assertThat(kept.getLast().sequence()).isEqualTo(100_000);
        assertThat(kept.getFirst().sequence()).isEqualTo(100_000 - kept.size() + 1);
        assertThat(kept)
                .allMatch(one ->
                        new UUID(one.sequence(), one.sequence()).toString().equals(one.pushId()));
    }

    @Test
    void pages_follow_one_another_without_gaps_over_many_chunks() {
        PushRecord received = new PushRecord(0, 200_000);
        for (int i = 1; i <= 200_000; i++) {
            add(received, Provider.APNS, new UUID(1, i).toString(), new Answer.Accepted());
        }

        Set<String> ids = new HashSet<>();
        long since = 0;
        for (List<LedgerEntry> page = received.ledger(since, 9_999);
                !page.isEmpty();
                page = received.ledger(since, 9_999)) {
            page.forEach(entry -> ids.add(String.valueOf(entry.pushId())));
            since = page.getLast().sequence();
        }

        assertThat(ids).hasSize(200_000);
        assertThat(since).isEqualTo(200_000);
    }

    @Test
    void a_cleared_record_has_an_empty_ledger_that_begins_again() {
        PushRecord received = new PushRecord(0, 10);
        add(received, Provider.APNS, "a", new Answer.Accepted());

        received.clear();
        add(received, Provider.APNS, "b", new Answer.Accepted());

        assertThat(received.ledger(0, 10))
                .containsExactly(new LedgerEntry(1, AT, Provider.APNS, "b", new Answer.Accepted()));
    }

    private static void add(PushRecord received, Provider provider, String pushId, Answer answer) {
        received.add(AT, provider, pushId, answer, _ -> {
            throw new AssertionError("nothing is kept in full");
        });
    }
}
