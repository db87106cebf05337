package org.belltower.dispatch.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.credential.CredentialTests;
import org.belltower.dispatch.credential.CredentialTests.Answer;
import org.belltower.dispatch.credential.TestedCredential;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.outcome.Result;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.AfterEach;

/// One dispatcher to which credentials are uploaded while it runs. Each test begins with none.
abstract class GivenUploads extends SimulatedProviders {
    static final AppId BRANDED = new AppId("branded");
    static final Result ACCEPTED = new Result.Accepted(Provider.APNS);

    final CredentialSeal seal = TestKeys.seal();
    long version = System.currentTimeMillis();

    @AfterEach
    final void takeAllAway() {
        simulator.script().clear();
        simulator.script().latency(Duration.ZERO);
        simulator.acceptConnections(org.belltower.simulator.received.Provider.APNS);
        for (AppId app : List.of(Pushes.FAMILY, BRANDED)) {
            for (Provider provider : Provider.values()) {
                suite.write(new ProducerRecord<>(
                        Topics.CREDENTIALS.name(), id(app, provider).key().bytes(), null));
            }
        }
        await().until(() -> dispatcher.uploaded().size() == 0);
    }

    static CredentialId id(AppId app, Provider provider) {
        return new CredentialId(Pushes.NORTH, app, provider);
    }

    /// Waits until the dispatcher has it.
    ///
    /// @return its version
    final long upload(CredentialSeal by, AppId app, ProviderCredential credential) {
        SealedCredential sealed = TestKeys.sealed(by, app, ++version, credential);
        suite.upload(sealed);
        await().until(() ->
                dispatcher.uploaded().of(Pushes.NORTH).stream().anyMatch(known -> sealed.equals(known.sealed())));
        return version;
    }

    final CredentialTests tests() {
        return new CredentialTests(dispatcher.uploaded(), InstantSource.system());
    }

    final TestedCredential tested(AppId app) throws InterruptedException {
        return switch (tests().test(Pushes.NORTH, app)) {
            case Answer.Busy _ -> throw new AssertionError("busy");
            case Answer.Tested tested -> tested.credentials().getFirst();
        };
    }
}
