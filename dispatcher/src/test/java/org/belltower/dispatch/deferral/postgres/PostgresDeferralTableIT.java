package org.belltower.dispatch.deferral.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.place;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.dispatch.deferral.DeferralTable;
import org.belltower.dispatch.deferral.DeferralTableContract;
import org.belltower.dispatch.deferral.NotNowException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresDeferralTableIT implements DeferralTableContract {
    private static final GivenTable GIVEN = GivenTable.fresh();
    private static final String FIRST = "push = '" + due(1, NOON).key().push().value() + "'";

    @BeforeEach
    void empty() {
        GIVEN.empty();
    }

    @Override
    public DeferralTable table() {
        return GIVEN.table();
    }

    /// Its connection may be gone long before: the server commits nevertheless.
    @Test
    void C4_what_is_taken_back_while_its_put_is_still_being_committed_is_not_there_afterwards() throws Exception {
        table().put(List.of(due(2, NOON)));
        String late = """
                INSERT INTO deferred_push
                SELECT district, '%s', lane_topic, 1, 1, headers, value, device, app, person, student, campaign,
                    held_by, due, expires, failures
                FROM deferred_push""".formatted(due(1, NOON).key().push().value());

        Object _ = beside(late, () -> {
            table().withdraw(List.of(due(1, NOON)));
            return true;
        });

        assertThat(table().offsetsFrom(place(1), 0)).isEmpty();
        assertThat(table().offsetsFrom(place(2), 0)).containsExactly(2L);
    }

    @Test
    void R3_who_takes_a_partition_up_does_not_rely_on_what_is_being_taken_back() throws Exception {
        table().put(List.of(due(1, NOON), due(13, NOON)));
        assertThat(beside("DELETE FROM deferred_push WHERE " + FIRST, () -> table().offsetsFrom(place(1), 0)))
                .containsExactly(13L);
    }

    @Test
    void R3_what_somebody_comes_to_rely_on_while_it_is_being_taken_back_stays() throws Exception {
        table().put(List.of(due(1, NOON)));
        Object _ = beside("UPDATE deferred_push SET outcomes_from = 40 WHERE " + FIRST, () -> {
            table().withdraw(List.of(due(1, NOON)));
            return true;
        });
        assertThat(table().offsetsFrom(place(1), 0)).containsExactly(1L);
    }

    @Test
    void C4_who_takes_a_partition_up_is_told_of_what_ends_at_this_moment() throws Exception {
        table().put(List.of(due(1, NOON)));
        assertThat(beside(
                        "UPDATE deferred_push SET finished_at = now() WHERE " + FIRST,
                        () -> table().offsetsFrom(place(1), 40)))
                .containsExactly(1L);
        assertThat(GIVEN.number(
                        GIVEN.database().roles().application(),
                        "SELECT count(*) FROM deferred_push WHERE outcomes_from IS NULL"))
                .isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void what_cannot_be_put_in_good_time_is_not_put_later() throws Exception {
        DeferralTable hurried = GIVEN.table(Duration.ofMillis(50));
        try (Connection connection = GIVEN.connect();
                Statement open = connection.createStatement()) {
            connection.setAutoCommit(false);
            open.execute("LOCK TABLE deferred_push");
            assertThatThrownBy(() -> hurried.put(List.of(due(1, NOON)))).isInstanceOf(NotNowException.class);
        }
        assertThat(table().offsetsFrom(place(1), 0)).isEmpty();
    }

    /// What the call answers that begins before a statement's transaction is committed.
    private static <T> T beside(String statement, Callable<T> call) throws Exception {
        try (Connection connection = GIVEN.connect();
                Statement open = connection.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            open.execute(statement);
            Future<T> answer = threads.submit(call);
            await().until(() -> answer.isDone() || waiting(open));
            connection.commit();
            return answer.get();
        }
    }

    private static boolean waiting(Statement open) throws SQLException {
        try (var rows = open.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }
}
