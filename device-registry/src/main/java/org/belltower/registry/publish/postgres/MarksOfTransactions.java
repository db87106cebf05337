package org.belltower.registry.publish.postgres;

import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/// Whether something that takes a right away, marked by a transaction, waits to be published.
public final class MarksOfTransactions implements Predicate<String> {
    private final Jdbi application;

    /// @param application connects as the application's role: the relay's connections are for the relay
    public MarksOfTransactions(Jdbi application) {
        this.application = application;
    }

    @Override
    public boolean test(String transaction) {
        return application.withHandle(handle -> handle.createQuery("SELECT unpublished(CAST(:transaction AS xid8))")
                .bind("transaction", transaction)
                .mapTo(Boolean.class)
                .one());
    }
}
