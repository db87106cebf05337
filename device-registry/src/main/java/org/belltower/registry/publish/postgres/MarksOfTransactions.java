package org.belltower.registry.publish.postgres;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.belltower.registry.publish.UnpublishedMarks;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Asks a function of the database, which tells nothing else.
public final class MarksOfTransactions implements UnpublishedMarks {
    private static final Logger LOG = Logger.getLogger(MarksOfTransactions.class);

    private final Jdbi application;

    /// @param application connects as the application's role: the relay's connections are for the relay
    public MarksOfTransactions(Jdbi application) {
        this.application = application;
    }

    @Override
    public Set<String> of(Collection<String> transactions) {
        try {
            return application.withHandle(handle ->
                    new HashSet<>(handle.createQuery("SELECT unpublished_of(CAST(:transactions AS xid8[]))::text")
                            .bindArray("transactions", String.class, transactions)
                            .mapTo(String.class)
                            .list()));
        } catch (RuntimeException e) {
            LOG.warnf("event=acknowledgement-unknown cause=%s", Failures.kinds(e));
            throw e;
        }
    }
}
