package org.belltower.registry.postgres;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Tells failures of the database from failures of what it was given.
public final class SqlFailures {
    /// Data exceptions and violated constraints (SQLSTATE classes of ISO 9075, "PostgreSQL Error Codes").
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    /// Connection exceptions; and the server stops, crashed, is not there yet, or has no connection left.
    private static final String CONNECTION = "08";

    /// Of these, what is a defect of ours: a protocol violation, and a connection that was used after it was closed.
    private static final Set<String> MISUSED = Set.of("08P01", "08003");

    private static final Set<String> STOPPED = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String DEADLOCK = "40P01";

    private SqlFailures() {}

    /// Whether a lock was not to be had: not within the connection's `lock_timeout`, or two waited for each other and
    /// this one was chosen to give way. The same transaction may be had a moment later.
    static boolean isLocked(UnableToExecuteStatementException failure) {
        return failure.getCause() instanceof SQLException sql
                && (LOCK_NOT_AVAILABLE.equals(sql.getSQLState()) || DEADLOCK.equals(sql.getSQLState()));
    }

    /// Whether the database could not be asked, or its answer was lost. A pool that has no connection to give tells no
    /// state.
    public static boolean isAway(Throwable failure) {
        return sqlStates(failure)
                .findFirst()
                .map(state -> state.isEmpty()
                        || STOPPED.contains(state)
                        || (state.startsWith(CONNECTION) && !MISUSED.contains(state)))
                .orElse(false);
    }

    /// Of the failure and what caused it; empty texts for none.
    private static Stream<String> sqlStates(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> Objects.requireNonNullElse(((SQLException) cause).getSQLState(), ""));
    }

    /// Whether the same statement with the same values may succeed later: the database is away, busy or restarting.
    /// A failure that is not the database's does not pass.
    public static boolean mayPass(Throwable failure) {
        return sqlStates(failure)
                .findFirst()
                .map(state -> !state.startsWith(DATA) && !state.startsWith(CONSTRAINT))
                .orElse(false);
    }
}
