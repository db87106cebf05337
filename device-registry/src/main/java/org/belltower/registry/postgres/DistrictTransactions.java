package org.belltower.registry.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.service.identity.Actor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// The only way to the database: a transaction that has set its district. Row-level security does the rest, so no
/// statement names a district, and none can forget to (I-9).
///
/// Blocks. Thread-safe.
public final class DistrictTransactions {
    /// The service by itself.
    public static final Author SERVICE = Author.of(new Actor.Service("device-registry"));

    private static final String KNOWN = "known_";

    private final Jdbi jdbi;
    private final Runnable afterWrite;
    private final Consumer<List<String>> acknowledged;
    private final Supplier<Author> author;

    /// For work that no call is behind: the service itself does it.
    public DistrictTransactions(Jdbi jdbi, Runnable afterWrite, Consumer<List<String>> acknowledged) {
        this(jdbi, afterWrite, acknowledged, () -> SERVICE);
    }

    /// @param afterWrite called after each commit of a write; must not block
    /// @param acknowledged called with the numbers of committed transactions; blocks until what they took away is
    ///     published, and throws if that takes too long
    /// @param author who a write is done for and from where, asked before each: that is what the audit
    ///     tells (I-54)
    public DistrictTransactions(
            Jdbi jdbi, Runnable afterWrite, Consumer<List<String>> acknowledged, Supplier<Author> author) {
        this.jdbi = jdbi;
        this.afterWrite = afterWrite;
        this.acknowledged = acknowledged;
        this.author = author;
    }

    /// What is done in a transaction.
    @FunctionalInterface
    public interface Work<T> {
        T in(Handle handle);
    }

    /// Work without a result.
    @FunctionalInterface
    public interface Change {
        void in(Handle handle);
    }

    /// For reading; each statement sees what was committed when it began.
    public <T> T read(DistrictId district, Work<T> work) {
        return jdbi.inTransaction(handle -> {
            enter(handle, district);
            return work.in(handle);
        });
    }

    /// As [#read], with all statements of the work as of one moment.
    public <T> T readAtOnce(DistrictId district, Work<T> work) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            enter(handle, district);
            return work.in(handle);
        });
    }

    /// Returns after Kafka has acknowledged the bindings, settings and revocations that the work marked.
    ///
    /// @throws InvalidFieldException naming the field that refers to nothing; nothing is changed
    /// @throws BusyException if a lock was not to be had in good time; nothing is changed
    /// @throws RuntimeException if that takes too long; the work is committed
    public <T> T write(DistrictId district, Work<T> work) {
        return acknowledged(List.of(commit(district, work))).getFirst();
    }

    /// Each work in a transaction of its own; then as [#write] for all together.
    ///
    /// @throws InvalidFieldException as above; what came before is committed
    /// @throws BusyException as above; what came before is committed
    /// @throws RuntimeException if it takes too long; all is committed
    public <T> List<T> inTurn(DistrictId district, List<Work<T>> works) {
        return acknowledged(each(district, works));
    }

    /// As [#inTurn] when it is the district's turn, which ends before Kafka is waited for.
    ///
    /// @throws BusyException if the turn did not come: nothing is changed; or as above
    public <T> List<T> inTurn(DistrictId district, DistrictTurns turns, List<Work<T>> works) {
        return acknowledged(turns.take(district, () -> each(district, works)));
    }

    private <T> List<Written<T>> each(DistrictId district, List<Work<T>> works) {
        return works.stream().map(work -> commit(district, work)).toList();
    }

    private <T> List<T> acknowledged(List<Written<T>> written) {
        acknowledged.accept(
                written.stream().flatMap(each -> each.transaction().stream()).toList());
        return written.stream().map(Written::result).toList();
    }

    /// As [#write], but what is marked is published later: for work that nobody waits for.
    public <T> T writeAhead(DistrictId district, Work<T> work) {
        return commit(district, work).result();
    }

    /// @param transaction empty if nothing was written
    private record Written<T>(T result, Optional<String> transaction) {}

    private <T> Written<T> commit(DistrictId district, Work<T> work) {
        Author writer = author.get();
        Written<T> written;
        try {
            written = jdbi.inTransaction(handle -> {
                enter(handle, district, writer);
                T result = work.in(handle);
                return new Written<>(result, transaction(handle));
            });
        } catch (UnableToExecuteStatementException e) {
            throw refusal(e);
        }
        afterWrite.run();
        return written;
    }

    private static Optional<String> transaction(Handle handle) {
        return handle.createQuery("SELECT pg_current_xact_id_if_assigned()::text AS id")
                .map((row, _) -> Optional.ofNullable(row.getString("id")))
                .one();
    }

    /// As [#write].
    public void change(DistrictId district, Change change) {
        boolean _ = write(district, handle -> {
            change.in(handle);
            return true;
        });
    }

    /// Sets the district of the handle's transaction, until that ends.
    public static void enter(Handle handle, DistrictId district) {
        handle.createQuery("SELECT set_config('belltower.district', :district, true)")
                .bind("district", district.value())
                .mapTo(String.class)
                .one();
    }

    private static void enter(Handle handle, DistrictId district, Author author) {
        handle.createQuery("""
                        SELECT set_config('belltower.district', :district, true)
                            || set_config('belltower.actor', :actor, true)
                            || set_config('belltower.origin_client', :client, true)
                            || set_config('belltower.origin_address', :address, true)
                        """)
                .bind("district", district.value())
                .bind("actor", author.kindAndId())
                .bind("client", Objects.requireNonNullElse(author.client(), ""))
                .bind("address", Objects.requireNonNullElse(author.address(), ""))
                .mapTo(String.class)
                .one();
    }

    private static RuntimeException refusal(UnableToExecuteStatementException failure) {
        if (SqlFailures.isLocked(failure)) {
            return new BusyException(failure);
        }
        return unknownField(failure)
                .<RuntimeException>map(field -> new InvalidFieldException(field, "is not known"))
                .orElse(failure);
    }

    /// A foreign key called `known_<field>` tells which field refers to nothing. Empty if something else failed.
    public static Optional<String> unknownField(UnableToExecuteStatementException failure) {
        SQLException cause = failure.getCause() instanceof SQLException sql ? sql : null;
        if (cause instanceof PSQLException postgres
                && PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(postgres.getSQLState())) {
            ServerErrorMessage message = postgres.getServerErrorMessage();
            String constraint = message == null ? null : message.getConstraint();
            if (constraint != null && constraint.startsWith(KNOWN)) {
                return Optional.of(constraint.substring(KNOWN.length()));
            }
        }
        return Optional.empty();
    }
}
