package org.belltower.dispatch.deferral.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.deferral.DeferralTable;
import org.belltower.dispatch.deferral.DeferralTable.Claim;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferredPush;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.dispatch.deferral.End;
import org.belltower.embedded.postgres.DispatcherDatabase.Roles;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/// How much of a table with many rows each statement reads, by PostgreSQL's own counts ("The
/// Cumulative Statistics System"): what is right with ten rows may read all of a million.
class ReadRowsIT {
    private static final int ROWS = 50_000;
    private static final DistrictId EIGHTH = new DistrictId("d8");
    private static final UUID ME = new UUID(7, 7);
    private static final List<Long> ENDS =
            LongStream.range(0, Topics.PARTITIONS).boxed().toList();

    private final GivenTable given = GivenTable.fresh();
    private final Roles roles = given.database().roles();

    /// A tenth of the rows has ended, a twentieth is claimed; in each of 100 districts they wait by
    /// both lanes for one of ten credentials or for none.
    private void load() throws SQLException {
        try (Connection connection =
                        given.database().connectAs(roles.application()).getConnection();
                Statement statement = connection.createStatement()) {
            // What is committed later than it is told is not seen as visible to all by a vacuum right after.
            statement.execute("SET synchronous_commit = on");
            statement.execute("""
                    INSERT INTO deferred_push (district, push, lane_topic, lane_partition, lane_offset, headers, value,
                            device, app, person, student, held_by, due, expires, failures, claimed_by, finished_at)
                    SELECT 'd' || i %% 100, ('00000000-0000-0000-0000-' || lpad(to_hex(i), 12, '0'))::uuid,
                        CASE WHEN i %% 7 = 0 THEN '%s' ELSE '%s' END, i %% 12, i, '{}',
                        decode(repeat(md5(i::text), 18), 'hex'), 'device-' || i %% 9000, 'app-' || i %% 3,
                        'person', 'student-' || i %% 9000,
                        CASE WHEN i %% 11 = 0 THEN '' ELSE 'APNS/TEAM' || i %% 11 END,
                        timestamptz '%s' + (i %% 2000 - 1000) * interval '1 second',
                        timestamptz '%s' + (i %% 5000) * interval '1 minute', 0,
                        CASE WHEN i %% 20 = 3 THEN '%s'::uuid END, CASE WHEN i %% 10 = 0 THEN timestamptz '%s' END
                    FROM generate_series(1, %d) AS i
                    """.formatted(
                            Topics.PUSH_BULK.name(),
                            Topics.PUSH_ALERTS.name(),
                            NOON,
                            NOON.plusSeconds(1_000),
                            new UUID(7, 8),
                            NOON,
                            ROWS));
        }
        try (Connection connection = given.database().connectAs(roles.owner()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) deferred_push");
        }
    }

    /// @param plans whether a plan is made for the values of a call, or once for all
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void no_statement_reads_a_large_table_through_and_counting_touches_no_row(String plans) throws Exception {
        load();
        DeferralTable table = new PostgresDeferralTable(source(plans), Duration.ofSeconds(30));

        assertThat(read(table::backlog))
                .returns(0L, Read::wholeTable)
                .satisfies(it -> assertThat(it.rows()).isLessThan(ROWS / 100));

        table.enter(ME, Duration.ofMinutes(5));
        List<Share> shares =
                table.turns(5_000).stream().map(turn -> new Share(turn, 1)).toList();
        assertThat(shares).hasSizeGreaterThan(1_000);
        List<Claimed> claimed = table.claim(new Claim(ME, shares, 10, NOON, ENDS));
        assertThat(claimed).hasSizeGreaterThan(200);
        DeferredPush one = due(1, NOON);
        List.<Map.Entry<String, Callable<?>>>of(
                        Map.entry("put", () -> done(() -> table.put(List.of(one)))),
                        Map.entry("withdraw", () -> done(() -> table.withdraw(List.of(one)))),
                        Map.entry("turns", () -> table.turns(5_000)),
                        Map.entry(
                                "claim",
                                () -> table.claim(
                                        new Claim(ME, shares.subList(0, 50), 50, NOON.plusSeconds(2_000), ENDS))),
                        Map.entry("end", () -> done(() -> table.end(ends(claimed), NOON))),
                        Map.entry("reap", () -> {
                            table.enter(new UUID(7, 9), Duration.ZERO);
                            return table.reap();
                        }),
                        Map.entry(
                                "dueNow, device",
                                () -> table.dueNow(new Concern.OfDevice(EIGHTH, new DeviceId("device-8")), NOON, 9)),
                        Map.entry(
                                "dueNow, student",
                                () -> table.dueNow(new Concern.OfStudent(EIGHTH, new StudentId("student-8")), NOON, 9)),
                        Map.entry("dueNow, district", () -> table.dueNow(new Concern.OfDistrict(EIGHTH), NOON, 100)),
                        Map.entry("purge", () -> table.purge(NOON.plusSeconds(1), 100)),
                        Map.entry(
                                "offsetsFrom",
                                () -> table.offsetsFrom(new LaneOffset(Topics.PUSH_ALERTS.name(), 5, ROWS - 1_000), 0)))
                .forEach(each -> assertThat(read(each.getValue()))
                        .as(each.getKey())
                        .returns(0L, Read::wholeTable)
                        .satisfies(it -> assertThat(it.entries()).isLessThan(ROWS / 5)));
        assertThat(read(() -> done(() -> table.release(ME))).wholeTable()).isZero();
    }

    private static List<End> ends(List<Claimed> claimed) {
        return List.of(
                new End.Finished(
                        claimed.get(0).push().key(), ME, claimed.get(0).push().place()),
                new End.LetGo(claimed.get(1).push().key(), ME),
                new End.Again(claimed.get(2).push().key(), ME, new Wait(NOON, null, 1)));
    }

    private static boolean done(Runnable call) {
        call.run();
        return true;
    }

    private PGSimpleDataSource source(String plans) {
        PGSimpleDataSource source = (PGSimpleDataSource) given.database().connectAs(roles.application());
        source.setOptions("-c plan_cache_mode=" + plans);
        return source;
    }

    /// @param wholeTable how often all of the table was read
    /// @param entries of indexes
    /// @param rows that were looked up by an index
    private record Read(long wholeTable, long entries, long rows) {
        Read since(Read before) {
            return new Read(wholeTable - before.wholeTable, entries - before.entries, rows - before.rows);
        }
    }

    private Read read(Callable<?> call) {
        try {
            Read before = counts();
            Object _ = call.call();
            return counts().since(before);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Whoever has ended has told its counts, and nobody else is connected.
    private Read counts() throws SQLException {
        await().until(() -> number("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND usename IS NOT NULL AND pid <> pg_backend_pid()""") == 0);
        return new Read(
                number("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'deferred_push'"),
                number("SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'deferred_push'"),
                number("SELECT idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'deferred_push'"));
    }

    private long number(String sql) throws SQLException {
        return given.number(roles.application(), sql);
    }
}
