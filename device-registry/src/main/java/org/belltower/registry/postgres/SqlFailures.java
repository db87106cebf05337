package org.belltower.registry.postgres;

import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Tells failures of the database from failures of what it was given.
public final class SqlFailures {
    /// Data exceptions and violated constraints (SQLSTATE classes of ISO 9075, "PostgreSQL Error Codes").
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private SqlFailures() {}

    /// Whether a lock was not to be had within the connection's `lock_timeout`.
    static boolean isLocked(UnableToExecuteStatementException failure) {
        return failure.getCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }

    /// Whether the same statement with the same values may succeed later: the database is away, busy or restarting.
    /// A failure that is not the database's does not pass.
    public static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || !(state.startsWith(DATA) || state.startsWith(CONSTRAINT));
            }
        }
        return false;
    }
}
