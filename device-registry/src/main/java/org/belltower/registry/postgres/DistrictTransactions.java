package org.belltower.registry.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// The only way to the database: a transaction that has set its district. Row-level security does the rest, so no
/// statement names a district, and none can forget to (I-9).
///
/// Blocks. Thread-safe.
public final class DistrictTransactions {
    private static final String KNOWN = "known_";

    private final Jdbi jdbi;
    private final Runnable afterWrite;

    /// @param afterWrite called after each commit of a [#write]; must not block
    public DistrictTransactions(Jdbi jdbi, Runnable afterWrite) {
        this.jdbi = jdbi;
        this.afterWrite = afterWrite;
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

    public <T> T read(DistrictId district, Work<T> work) {
        return jdbi.inTransaction(handle -> {
            enter(handle, district);
            return work.in(handle);
        });
    }

    /// @throws InvalidFieldException naming the field that refers to nothing; nothing is changed
    public <T> T write(DistrictId district, Work<T> work) {
        T result;
        try {
            result = jdbi.inTransaction(handle -> {
                enter(handle, district);
                return work.in(handle);
            });
        } catch (UnableToExecuteStatementException e) {
            throw refusal(e);
        }
        afterWrite.run();
        return result;
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

    private static RuntimeException refusal(UnableToExecuteStatementException failure) {
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
