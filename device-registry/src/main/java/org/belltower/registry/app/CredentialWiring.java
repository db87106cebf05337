package org.belltower.registry.app;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.registry.credential.CertificateReader;
import org.belltower.registry.credential.CredentialRewrap;
import org.belltower.registry.credential.postgres.PostgresCredentials;
import org.belltower.registry.credential.postgres.PostgresCredentialsUnder;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.service.credential.CredentialKeys;
import org.belltower.service.credential.KeyRings;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// Builds what keeps credentials, and moves them to the current key from time to time.
@ApplicationScoped
class CredentialWiring {
    private static final Logger LOG = Logger.getLogger(CredentialWiring.class);

    private final ScheduledExecutorService rewrapper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("credential-rewrap").factory());

    /// @throws IllegalStateException if what is configured is no ring; names the property
    @Produces
    @Singleton
    CredentialSeal seal(CredentialKeys keys) {
        return new CredentialSeal(KeyRings.of(keys), new SecureRandom());
    }

    @Produces
    @Singleton
    PostgresCredentials credentials(DistrictTransactions transactions, CredentialSeal seal, InstantSource clock) {
        return new PostgresCredentials(transactions, seal, clock);
    }

    @Produces
    @Singleton
    CertificateReader certificates() {
        return new CertificateReader();
    }

    void close(@Disposes CertificateReader certificates) {
        certificates.close();
    }

    @Produces
    @Singleton
    CredentialRewrap rewrap(
            CredentialSeal seal, @DataSource("relay") AgroalDataSource relay, PostgresCredentials credentials) {
        return new CredentialRewrap(
                seal.ring(), new PostgresCredentialsUnder(ModelColumns.jdbi(relay)), credentials::rewrap);
    }

    void start(@Observes StartupEvent event, CredentialRewrap rewrap, CredentialSeal seal, RegistryConfig config) {
        LOG.infof("event=credential-keys ring=%s", seal.ring());
        long interval = config.credentials().rewrapInterval().toMillis();
        var _ = rewrapper.scheduleWithFixedDelay(() -> tick(rewrap), 0, interval, TimeUnit.MILLISECONDS);
    }

    /// A failure must not end the schedule.
    private static void tick(CredentialRewrap rewrap) {
        try {
            int rewrapped = rewrap.tick();
            if (rewrapped > 0) {
                LOG.infof("event=credentials-rewrapped count=%d", rewrapped);
            }
        } catch (RuntimeException e) {
            LOG.warnf("event=rewrap-failed cause=%s", Failures.kinds(e));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        rewrapper.shutdownNow();
    }
}
