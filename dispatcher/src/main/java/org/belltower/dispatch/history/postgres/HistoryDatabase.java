package org.belltower.dispatch.history.postgres;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.dispatch.history.HistoryRefusedException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;

/// Transactions on the history's tables. Blocks; thread-safe.
final class HistoryDatabase {
    /// What the data themselves are refused for (SQLSTATE classes of ISO 9075). All else passes: the
    /// database is away, or its tables are not made yet.
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private final Jdbi jdbi;

    HistoryDatabase(DataSource source) {
        this.jdbi = Jdbi.create(source);
        // Never with values: they are ids.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(_ -> "a statement failed");
    }

    /// @throws HistoryAwayException if it may be done later
    /// @throws HistoryRefusedException if the data are refused, or the work fails on them
    <T> T transaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(handle -> done(work, handle));
        } catch (JdbiException e) {
            if (refusesData(e)) {
                throw new HistoryRefusedException(e);
            }
            throw new HistoryAwayException("the history does not answer", e);
        }
    }

    /// What fails on its data fails again: whoever waited for it would wait for ever.
    private static <T> T done(Function<Handle, T> work, Handle handle) {
        try {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HistoryRefusedException(e);
        }
    }

    private static boolean refusesData(JdbiException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> Objects.requireNonNullElse(((SQLException) cause).getSQLState(), ""))
                .anyMatch(state -> state.startsWith(DATA) || state.startsWith(CONSTRAINT));
    }
}
