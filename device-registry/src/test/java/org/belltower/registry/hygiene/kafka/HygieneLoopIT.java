package org.belltower.registry.hygiene.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Result;
import org.belltower.model.wire.Topics;
import org.belltower.registry.hygiene.HygieneListener;
import org.belltower.registry.hygiene.RecentEnds;
import org.belltower.registry.hygiene.Rejection;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.Test;

class HygieneLoopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void it_ends_soon_also_while_the_group_waits_for_a_member_that_was_killed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary()) {
            KafkaClients clients =
                    new KafkaClients(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
            try (Admin admin = clients.admin("hygiene-loop-it", PATIENCE);
                    Consumer<byte[], byte[]> silent = member(clients)) {
                new TopicsAtStart(admin, PATIENCE).createOrVerify(Topics.all());
                silent.subscribe(List.of(Topics.OUTCOMES.name()));
                await().atMost(PATIENCE).until(() -> {
                    silent.poll(Duration.ofMillis(200));
                    return !silent.assignment().isEmpty();
                });

                HygieneLoop loop = loop(clients);
                loop.start();
                await().atMost(PATIENCE).until(() -> state(admin) == GroupState.PREPARING_REBALANCE);
                loop.close();

                assertThat(loop.alive()).isFalse();
            }
        }
    }

    private static GroupState state(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(HygieneLoop.GROUP))
                .all()
                .get(10, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .groupState();
    }

    /// Never looks again once it is a member, and is missed for minutes.
    private static Consumer<byte[], byte[]> member(KafkaClients clients) {
        return new KafkaConsumer<>(
                clients.with(Map.of(ConsumerConfig.GROUP_ID_CONFIG, HygieneLoop.GROUP)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static HygieneLoop loop(KafkaClients clients) {
        HygieneLoop.Settings settings = new HygieneLoop.Settings(
                clients,
                Duration.ofSeconds(5),
                new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(1), new Random()),
                _ -> true);
        return new HygieneLoop(settings, new NoDevices(), new Deaf(), InstantSource.system());
    }

    private static final class NoDevices implements TokenHygiene {
        @Override
        public Retirement died(DistrictId district, DeviceId device, Result.TokenDead proof, Instant told) {
            return Retirement.Kept.NO_DEVICE;
        }

        @Override
        public Retirement rejected(
                DistrictId district, DeviceId device, Rejection rejection, RecentEnds.Lately recent) {
            return Retirement.Kept.NO_DEVICE;
        }

        @Override
        public int accepted(Collection<Acceptance> acceptances) {
            return 0;
        }
    }

    private static final class Deaf implements HygieneListener {
        @Override
        public void settled(Retirement retirement) {}

        @Override
        public void cleared(int devices) {}

        @Override
        public void deadLettered() {}

        @Override
        public void failed(RuntimeException cause) {}
    }
}
