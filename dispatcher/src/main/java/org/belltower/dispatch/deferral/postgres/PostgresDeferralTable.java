package org.belltower.dispatch.deferral.postgres;

import static org.belltower.dispatch.postgres.SqlArrays.bytes;
import static org.belltower.dispatch.postgres.SqlArrays.instants;
import static org.belltower.dispatch.postgres.SqlArrays.ints;
import static org.belltower.dispatch.postgres.SqlArrays.longs;
import static org.belltower.dispatch.postgres.SqlArrays.texts;
import static org.belltower.dispatch.postgres.SqlArrays.uuids;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.deferral.DeferralTable;
import org.belltower.dispatch.deferral.DeferredPush;
import org.belltower.dispatch.deferral.DeferredPush.PushKey;
import org.belltower.dispatch.deferral.End;
import org.belltower.dispatch.deferral.Line;
import org.belltower.dispatch.deferral.NotNowException;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.JsonCodec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// The table `deferred_push`. Leases are by the database's clock, all else by that of whoever
/// calls.
///
/// Thread-safe.
public final class PostgresDeferralTable implements DeferralTable {
    /// What the data themselves are refused for (SQLSTATE classes of ISO 9075, "PostgreSQL Error
    /// Codes"): trying again is in vain. All else passes: the database is away, or its tables are
    /// not made yet.
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private final Jdbi jdbi;
    private final long putWithin;

    /// @param putWithin how long a put may take until it is committed: whoever waits for it has given
    ///     up then
    public PostgresDeferralTable(DataSource source, Duration putWithin) {
        this.putWithin = Math.max(1, putWithin.toMillis());
        this.jdbi = Jdbi.create(source);
        // Never with values: they are ids and texts.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(_ -> "a statement failed");
    }

    @Override
    public void put(List<DeferredPush> pushes) {
        // One statement changes a row once. The last counts.
        Map<PushKey, DeferredPush> each = new LinkedHashMap<>();
        pushes.forEach(push -> each.put(push.key(), push));
        transaction(handle -> {
            String _ = handle.createQuery(DeferralSql.WITHIN)
                    .bind("within", Long.toString(putWithin))
                    .mapTo(String.class)
                    .one();
            return put(handle, DeferralSql.PUT, each.values());
        });
    }

    private static int put(Handle handle, String statement, Collection<DeferredPush> pushes) {
        return handle.createUpdate(statement)
                .bind("district", texts(pushes, push -> push.key().district().value()))
                .bind("push", uuids(pushes, push -> push.key().push().value()))
                .bind("topic", texts(pushes, push -> push.place().topic()))
                .bind("partition", ints(pushes, push -> push.place().partition()))
                .bind("offset", longs(pushes, push -> push.place().offset()))
                .bind("headers", texts(pushes, PostgresDeferralTable::headers))
                .bind("value", bytes(pushes, push -> push.bytes().value()))
                .bind("device", texts(pushes, push -> push.subject().device().value()))
                .bind("app", texts(pushes, push -> push.subject().app().value()))
                .bind("person", texts(pushes, push -> push.subject().person().value()))
                .bind("student", texts(pushes, PostgresDeferralTable::student))
                .bind("campaign", texts(pushes, push -> push.subject().campaign()))
                .bind("held", texts(pushes, push -> held(push.waits().heldBy())))
                .bind("due", instants(pushes, push -> push.waits().due()))
                .bind("expires", instants(pushes, DeferredPush::expires))
                .bind("failures", ints(pushes, push -> push.waits().failures()))
                .execute();
    }

    private static String headers(DeferredPush push) {
        return new String(JsonCodec.write(push.bytes().headers()), StandardCharsets.UTF_8);
    }

    private static @Nullable String student(DeferredPush push) {
        var student = push.subject().student();
        return student == null ? null : student.value();
    }

    /// Those that wait for none stand under the empty text, so that they are a turn like any other.
    private static String held(@Nullable String heldBy) {
        return Objects.requireNonNullElse(heldBy, "");
    }

    static @Nullable String heldBy(String column) {
        return column.isEmpty() ? null : column;
    }

    @Override
    public void withdraw(List<DeferredPush> pushes) {
        transaction(handle -> {
            int _ = put(handle, DeferralSql.PUT_IF_ABSENT, pushes);
            return handle.createUpdate(DeferralSql.WITHDRAW)
                    .bind(
                            "district",
                            texts(pushes, push -> push.key().district().value()))
                    .bind("push", uuids(pushes, push -> push.key().push().value()))
                    .bind("due", instants(pushes, push -> push.waits().due()))
                    .bind("held", texts(pushes, push -> held(push.waits().heldBy())))
                    .bind("failures", ints(pushes, push -> push.waits().failures()))
                    .execute();
        });
    }

    @Override
    public void enter(UUID claimer, Duration lease) {
        transaction(handle -> handle.createUpdate(DeferralSql.ENTER)
                .bind("claimer", claimer)
                .bind("lease", lease.toMillis())
                .execute());
    }

    @Override
    public boolean renew(UUID claimer, Duration lease) {
        return transaction(handle -> handle.createUpdate(DeferralSql.RENEW)
                        .bind("claimer", claimer)
                        .bind("lease", lease.toMillis())
                        .execute()
                == 1);
    }

    /// In three statements, each of which sees what was committed before it: a claim that was under
    /// way holds its claimer's row, and is seen by the second once the first has that row.
    @Override
    public int reap() {
        return transaction(handle -> {
            List<UUID> over = handle.createQuery(DeferralSql.LEASES_OVER)
                    .mapTo(UUID.class)
                    .list();
            return over.isEmpty() ? 0 : free(handle, over);
        });
    }

    @Override
    public void release(UUID claimer) {
        transaction(handle -> {
            List<UUID> mine = handle.createQuery(DeferralSql.LEASE)
                    .bind("claimer", claimer)
                    .mapTo(UUID.class)
                    .list();
            return mine.isEmpty() ? 0 : free(handle, mine);
        });
    }

    private static int free(Handle handle, List<UUID> claimers) {
        int freed = handle.createUpdate(DeferralSql.FREE)
                .bind("claimers", uuids(claimers, claimer -> claimer))
                .execute();
        handle.createUpdate(DeferralSql.LEAVE)
                .bind("claimers", uuids(claimers, claimer -> claimer))
                .execute();
        return freed;
    }

    @Override
    public List<Turn> turns(int most) {
        return transaction(handle -> handle.createQuery(DeferralSql.TURNS)
                .bind("most", most)
                .map((row, _) -> new Turn(
                        new Line(
                                row.getString("lane_topic"),
                                heldBy(row.getString("held_by")),
                                new DistrictId(row.getString("district"))),
                        DeferralRows.instant(row, "due")))
                .list());
    }

    @Override
    public List<Claimed> claim(Claim claim) {
        return transaction(handle -> {
            boolean valid = handle.createQuery(DeferralSql.LEASE_HELD)
                    .bind("claimer", claim.claimer())
                    .mapTo(UUID.class)
                    .findOne()
                    .isPresent();
            return valid
                    ? Stream.concat(expired(handle, claim), due(handle, claim))
                            .sorted(DeferralRows.OLDEST_FIRST)
                            .toList()
                    : List.of();
        });
    }

    private static Stream<Claimed> due(Handle handle, Claim claim) {
        List<Share> shares = claim.shares();
        return shares.isEmpty()
                ? Stream.empty()
                : handle
                        .createQuery(DeferralSql.CLAIM_DUE)
                        .bind("held", texts(shares, share -> held(line(share).heldBy())))
                        .bind(
                                "district",
                                texts(shares, share -> line(share).district().value()))
                        .bind("topic", texts(shares, share -> line(share).topic()))
                        .bind("most", ints(shares, Share::most))
                        .bind("now", claim.now().toString())
                        .bind("claimer", claim.claimer())
                        .bind("ends", longs(claim.outcomeEnds(), Function.identity()))
                        .map((row, _) -> DeferralRows.claimed(row))
                        .list()
                        .stream();
    }

    private static Line line(Share share) {
        return share.turn().line();
    }

    private static Stream<Claimed> expired(Handle handle, Claim claim) {
        return claim.expired() <= 0
                ? Stream.empty()
                : handle
                        .createQuery(DeferralSql.CLAIM_EXPIRED)
                        .bind("most", claim.expired())
                        .bind("now", claim.now().toString())
                        .bind("claimer", claim.claimer())
                        .bind("ends", longs(claim.outcomeEnds(), Function.identity()))
                        .map((row, _) -> DeferralRows.claimed(row))
                        .list()
                        .stream();
    }

    @Override
    public void end(List<End> ends, Instant now) {
        List<End.Finished> finished = of(ends, End.Finished.class);
        List<End.Again> again = of(ends, End.Again.class);
        List<End.LetGo> letGo = of(ends, End.LetGo.class);
        transaction(handle -> {
            finish(handle, finished, now);
            letGo(handle, letGo);
            return again.isEmpty()
                    ? 0
                    : handle.createUpdate(DeferralSql.AGAIN)
                            .bind(
                                    "district",
                                    texts(again, end -> end.key().district().value()))
                            .bind("push", uuids(again, end -> end.key().push().value()))
                            .bind("claimer", uuids(again, End::claimer))
                            .bind("due", instants(again, end -> end.waits().due()))
                            .bind("held", texts(again, end -> held(end.waits().heldBy())))
                            .bind("failures", ints(again, end -> end.waits().failures()))
                            .execute();
        });
    }

    private static <T extends End> List<T> of(List<End> ends, Class<T> kind) {
        return ends.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void finish(Handle handle, List<End.Finished> ends, Instant now) {
        if (!ends.isEmpty()) {
            int _ = handle.createUpdate(DeferralSql.FINISH)
                    .bind("district", texts(ends, end -> end.key().district().value()))
                    .bind("push", uuids(ends, end -> end.key().push().value()))
                    .bind("topic", texts(ends, end -> end.place().topic()))
                    .bind("partition", ints(ends, end -> end.place().partition()))
                    .bind("offset", longs(ends, end -> end.place().offset()))
                    .bind("now", now.toString())
                    .execute();
        }
    }

    private static void letGo(Handle handle, List<End.LetGo> ends) {
        if (!ends.isEmpty()) {
            int _ = handle.createUpdate(DeferralSql.LET_GO)
                    .bind("district", texts(ends, end -> end.key().district().value()))
                    .bind("push", uuids(ends, end -> end.key().push().value()))
                    .bind("claimer", uuids(ends, End::claimer))
                    .execute();
        }
    }

    @Override
    public int dueNow(Concern concern, Instant now, int most) {
        String id = switch (concern) {
            case Concern.OfDevice it -> it.device().value();
            case Concern.OfStudent it -> it.student().value();
            case Concern.OfDistrict it -> it.district().value();
        };
        return transaction(handle -> handle.createUpdate(DeferralSql.dueNow(concern))
                .bind("district", concern.district().value())
                .bind("id", id)
                .bind("now", now.toString())
                .bind("most", most)
                .execute());
    }

    @Override
    public int purge(Instant before, int most) {
        return transaction(handle -> handle.createUpdate(DeferralSql.PURGE)
                .bind("before", before.toString())
                .bind("most", most)
                .execute());
    }

    @Override
    public List<Held> backlog() {
        return transaction(handle -> handle.createQuery(DeferralSql.BACKLOG)
                .map((row, _) -> new Held(
                        heldBy(row.getString("held_by")),
                        new AppId(row.getString("app")),
                        row.getLong("pushes"),
                        DeferralRows.instant(row, "oldest")))
                .list());
    }

    @Override
    public SequencedSet<Long> offsetsFrom(LaneOffset first, long outcomesFrom) {
        return transaction(handle -> new TreeSet<>(handle.createQuery(DeferralSql.OFFSETS)
                .bind("topic", first.topic())
                .bind("partition", first.partition())
                .bind("offset", first.offset())
                .bind("outcomes", outcomesFrom)
                .mapTo(Long.class)
                .list()));
    }

    private <T> T transaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            if (passes(e)) {
                throw new NotNowException("the table of deferred pushes does not answer", e);
            }
            throw e;
        }
    }

    private static boolean passes(JdbiException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> Objects.requireNonNullElse(((SQLException) cause).getSQLState(), ""))
                .noneMatch(state -> state.startsWith(DATA) || state.startsWith(CONSTRAINT));
    }
}
