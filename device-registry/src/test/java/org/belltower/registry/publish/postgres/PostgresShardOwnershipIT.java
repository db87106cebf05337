package org.belltower.registry.publish.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.ShardOwnership.Owned;
import org.junit.jupiter.api.Test;

class PostgresShardOwnershipIT {
    private final RegistryDatabase database = new RegistryDatabase();
    private final PostgresShardOwnership first = new PostgresShardOwnership(database.relaySource());
    private final PostgresShardOwnership second = new PostgresShardOwnership(database.relaySource());

    @Test
    void a_shard_has_one_owner_until_that_closes() {
        assertThat(first.acquire().shards()).containsExactlyInAnyOrderElementsOf(Shard.all());
        assertThat(second.acquire().shards()).isEmpty();
        assertThat(first.acquire().shards()).containsExactlyInAnyOrderElementsOf(Shard.all());

        first.close();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> second.acquire().shards().size() == Shard.COUNT);
        assertThat(first.acquire().shards()).isEmpty();
        second.close();
        first.close();
    }

    @Test
    void losing_the_connection_begins_a_new_term() {
        Owned before = first.acquire();
        // The relay's role may end its own sessions.
        database.relay().useHandle(handle -> handle.execute("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
                        """));

        assertThatThrownBy(first::acquire).isInstanceOf(IllegalStateException.class);
        Owned after = first.acquire();
        assertThat(after.term()).isNotEqualTo(before.term());
        assertThat(after.shards()).containsExactlyInAnyOrderElementsOf(Shard.all());
        first.close();
    }
}
