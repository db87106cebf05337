package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The relay with its real adapters while others write.
class RelayAmidWritesIT {
    private final RelayBed bed = new RelayBed();

    @BeforeAll
    static void topics() {
        RelayBed.topics();
    }

    @AfterEach
    void stop() throws InterruptedException {
        bed.close();
    }

    @Test
    void R15_a_logout_amid_an_import_is_published_before_the_import_is_through() {
        bed.student("s-1");
        bed.signIn("phone-" + bed.north);
        bed.drain();
        bed.transactions.change(bed.north, handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'i-' || n, 'STUDENT' FROM generate_series(1, 6000) AS n;
                        INSERT INTO mark (kind, key) SELECT 'AUDIENCE', 'i-' || n FROM generate_series(1, 6000) AS n;
                        """).execute());
        assertThat(bed.tick()).isTrue();
        bed.devices.logOut(bed.north, new DeviceId("phone-" + bed.north), new SignIn(new PersonId("s-1"), null));
        assertThat(bed.tick()).isTrue();

        assertThat(bed.published.binding("phone-" + bed.north).session()).isEqualTo(SessionState.SIGNED_OUT);
        assertThat(bed.queue.backlog().marks()).isGreaterThan(2000);
    }

    @Test
    void R15_a_write_returns_after_whichever_process_has_published_what_it_takes_away() throws Exception {
        bed.student("s-1");
        bed.signIn("phone-" + bed.north);
        bed.drain();
        AtomicBoolean done = new AtomicBoolean();
        var otherProcess = bed.threads.submit(() -> {
            while (!done.get()) {
                boolean _ = bed.tick();
            }
        });
        try (Acknowledgement acknowledgement = new Acknowledgement(
                new MarksOfTransactions(RelayBed.DATABASE.application()), Duration.ofSeconds(20), System::nanoTime)) {
            DistrictTransactions patient =
                    new DistrictTransactions(RelayBed.DATABASE.application(), () -> {}, acknowledgement::await);
            new PostgresDevices(patient, InstantSource.system())
                    .logOut(bed.north, new DeviceId("phone-" + bed.north), new SignIn(new PersonId("s-1"), null));
            assertThat(bed.published.binding("phone-" + bed.north).session()).isEqualTo(SessionState.SIGNED_OUT);
        } finally {
            done.set(true);
        }
        otherProcess.get(30, TimeUnit.SECONDS);
    }

    @Test
    void concurrent_sign_ins_and_relationships_end_in_an_audience_that_has_both() throws Exception {
        PostgresGuardians guardians = new PostgresGuardians(bed.transactions);
        PostgresRelationships relationships = new PostgresRelationships(bed.transactions);
        AtomicBoolean done = new AtomicBoolean();
        bed.district();
        var ticking = bed.threads.submit(() -> {
            while (!done.get()) {
                boolean _ = bed.tick();
            }
        });
        for (int round = 0; round < 12; round++) {
            PersonId guardian = new PersonId("g-" + round);
            StudentId student = new StudentId("s-" + round);
            bed.students.put(bed.north, student, new Student(null, null, List.of()));
            guardians.put(bed.north, guardian, new Guardian(null));
            DeviceId phone = new DeviceId("phone-" + round + "-" + bed.north);
            var related = bed.threads.submit(() ->
                    relationships.put(bed.north, student, guardian, new Relationship(true, true, false, null, null)));
            var signedIn = bed.threads.submit(() ->
                    bed.devices.register(bed.north, phone, new SignIn(guardian, null), RelayBed.registration(phone)));
            related.get(10, TimeUnit.SECONDS);
            signedIn.get(10, TimeUnit.SECONDS);
        }
        done.set(true);
        ticking.get(30, TimeUnit.SECONDS);
        bed.drain();

        for (int round = 0; round < 12; round++) {
            assertThat(bed.published.audience("s-" + round).members().getLast().devices())
                    .as("round " + round)
                    .hasSize(1);
        }
    }
}
