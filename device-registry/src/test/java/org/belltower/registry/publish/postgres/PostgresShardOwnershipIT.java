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
    private final PostgresShardOwnership first = ownership(Duration.ofMinutes(1));
    private final PostgresShardOwnership second = ownership(Duration.ofMinutes(1));

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
    void the_shards_of_one_that_says_nothing_any_more_are_anothers() {
        PostgresShardOwnership frozen = ownership(Duration.ofMillis(300));
        long term = frozen.acquire().term();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> second.acquire().shards().size() == Shard.COUNT);

        assertThatThrownBy(frozen::acquire).isInstanceOf(IllegalStateException.class);
        assertThat(frozen.acquire().shards()).isEmpty();
        assertThat(frozen.acquire().term()).isNotEqualTo(term);
        second.close();
        frozen.close();
    }

    private PostgresShardOwnership ownership(Duration silence) {
        return new PostgresShardOwnership(database.relaySource(), silence);
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
