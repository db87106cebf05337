package org.belltower.registry.publish.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.belltower.model.DistrictId;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.Backlog;
import org.belltower.registry.publish.Mark.Kind;
import org.belltower.registry.publish.MarkQueueContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresMarkQueueIT implements MarkQueueContract {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();

    private final DistrictTransactions transactions = DATABASE.transactions();
    private final PostgresMarkQueue queue = new PostgresMarkQueue(DATABASE.relay(), InstantSource.system());

    @BeforeEach
    void empty() {
        DATABASE.relay().useHandle(handle -> handle.execute("DELETE FROM mark"));
    }

    @Override
    public PostgresMarkQueue queue() {
        return queue;
    }

    @Override
    public void mark(Kind kind, DistrictId district, String key) {
        transactions.change(
                district, handle -> handle.execute("INSERT INTO mark (kind, key) VALUES (?, ?)", kind.name(), key));
    }

    @Test
    void the_backlog_is_counted_and_its_age_told() {
        assertThat(queue.backlog()).isEqualTo(new Backlog(0, Duration.ZERO));

        mark(Kind.AUDIENCE, NORTH, "x");
        mark(Kind.AUDIENCE, SOUTH, "x");
        assertThat(queue.backlog().marks()).isEqualTo(2);
        assertThat(queue.backlog().oldest()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_transaction_that_is_rolled_back_marks_nothing() {
        try {
            transactions.change(NORTH, handle -> {
                handle.execute("INSERT INTO mark (kind, key) VALUES ('BINDING', 'x')");
                throw new IllegalStateException("changed its mind");
            });
        } catch (IllegalStateException expected) {
            assertThat(queue.waiting()).isEmpty();
        }
    }
}
