package org.belltower.dispatch.app;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.belltower.dispatch.credential.CredentialTests;
import org.belltower.dispatch.testpush.TestPushEnds;
import org.belltower.dispatch.testpush.TestPushes;
import org.belltower.dispatch.testpush.kafka.KafkaTestLane;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.service.credential.CredentialKeys;
import org.belltower.service.credential.KeyRings;
import org.belltower.service.identity.GroupRights;
import org.belltower.service.kafka.KafkaClients;

/// Builds what people try the service with: tests of credentials, test pushes.
@Singleton
class TrialWiring {
    /// @throws IllegalStateException if what is configured is no ring; names the property
    @Produces
    @Singleton
    CredentialSeal seal(CredentialKeys keys) {
        return new CredentialSeal(KeyRings.of(keys), new SecureRandom());
    }

    @Produces
    @Singleton
    GroupRights rights(Dispatcher dispatcher) {
        return new CopiedRights(dispatcher.knowledge().settings(), dispatcher.freshness());
    }

    @Produces
    @Singleton
    TestPushEnds ends() {
        return new TestPushEnds(InstantSource.system());
    }

    @Produces
    @Singleton
    KafkaTestLane lane(KafkaClients kafka) {
        return new KafkaTestLane(kafka, InstantSource.system());
    }

    void close(@Disposes KafkaTestLane lane) {
        lane.close();
    }

    @Produces
    @Singleton
    TestPushes pushes(Dispatcher dispatcher, KafkaTestLane lane, TestPushEnds ends) {
        return new TestPushes(
                dispatcher.knowledge(), lane, ends, InstantSource.system(), UUID::randomUUID, System::nanoTime);
    }

    @Produces
    @Singleton
    CredentialTests tests(Dispatcher dispatcher) {
        return new CredentialTests(dispatcher.uploaded(), InstantSource.system());
    }
}
