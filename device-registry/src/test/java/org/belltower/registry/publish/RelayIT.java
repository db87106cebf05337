package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.roster.Student;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The relay with its real adapters, one tick at a time.
class RelayIT {
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
    void a_crash_between_kafkas_commit_and_the_deletion_of_the_marks_publishes_again_with_a_higher_version() {
        bed.student("s-1");
        bed.interfering.crashBeforeDeletion = true;
        Instant deadline = Instant.now().plusSeconds(30);
        while (bed.interfering.crashed.size() < 2) {
            assertThat(bed.tick()).isFalse();
            assertThat(Instant.now()).as(bed::told).isBefore(deadline);
        }
        assertThat(bed.queue.backlog().marks()).isEqualTo(2);

        bed.interfering.crashBeforeDeletion = false;
        bed.drain();
        List<Optional<Audience>> audiences = bed.published.audiences("s-1");
        assertThat(audiences).hasSizeGreaterThanOrEqualTo(2);
        assertThat(audiences.stream().map(each -> each.orElseThrow().version()).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void an_audience_waits_for_the_binding_of_a_device_that_it_names_also_in_another_shard() {
        bed.student("s-1");
        bed.drain();
        bed.interfering.holdBindings = true;
        for (int number = 0; number < 8; number++) {
            bed.signIn("phone-" + number + "-" + bed.north);
        }

        assertThat(bed.tick()).isFalse();
        assertThat(bed.published.audience("s-1").members().getFirst().devices()).isEmpty();

        bed.interfering.holdBindings = false;
        bed.drain();
        assertThat(bed.published.audience("s-1").members().getFirst().devices()).hasSize(8);
    }

    @Test
    void a_former_owner_of_a_shard_cannot_commit_any_more() {
        bed.student("s-1");
        bed.drain();
        bed.transactions.change(bed.north, handle -> Marks.audience(handle, new StudentId("s-1")));
        Shard shard = bed.shardOf("s-1");
        List<Mark> claimed = bed.queue.claim(shard, 10);
        PostgresCommittedState state = new PostgresCommittedState(RelayBed.DATABASE.relay(), InstantSource.system());
        List<Publication> stale = state.read(claimed, state.nextVersion()).publications();

        try (KafkaStatePublisher successor = new KafkaStatePublisher(RelayBed.CLIENTS, Duration.ofSeconds(10))) {
            successor.open(shard);
            assertThatThrownBy(() -> bed.publisher.publish(shard, stale)).isInstanceOf(RuntimeException.class);
        }
        assertThat(bed.published.audiences("s-1")).hasSize(1);
    }

    @Test
    void what_was_deleted_is_a_tombstone() {
        bed.student("s-1");
        bed.signIn("phone-" + bed.north);
        bed.drain();
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isPresent();

        bed.devices.delete(bed.north, new DeviceId("phone-" + bed.north), new PersonId("s-1"));
        bed.drain();
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isEmpty();
        assertThat(bed.published.audience("s-1").members().getFirst().devices()).isEmpty();
    }

    @Test
    void I_2_an_audience_too_large_for_a_record_is_published_without_members_and_stops_nothing_else() {
        bed.district();
        bed.students.put(bed.north, new StudentId("s-1"), new Student(null, Set.of()));
        bed.students.put(bed.north, new StudentId("s-2"), new Student(null, Set.of()));
        bed.signIn("phone-" + bed.north);
        withGuardiansAndTheirPhones("s-1", 120);
        bed.drain();

        assertThat(bed.published.audience("s-1").members()).isEmpty();
        assertThat(bed.published.audience("s-2").members()).hasSize(1);
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isPresent();
        assertThat(bed.withheld).containsExactly("s-1");
    }

    /// More than anybody has: 32 phones a guardian, everything on.
    private void withGuardiansAndTheirPhones(String student, int guardians) {
        bed.transactions.write(
                bed.north,
                handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'g-' || n, 'GUARDIAN' FROM generate_series(1, %2$d) AS n;
                        INSERT INTO relationship (student, guardian, portal, restricted)
                            SELECT '%1$s', 'g-' || n, true, false FROM generate_series(1, %2$d) AS n;
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission,
                                token_version, token_since)
                            SELECT 'd-' || n || '-' || m, 'family', 'FCM', 'g-' || n, 1, 'KEPT', 'ALLOWED', 1, now()
                            FROM generate_series(1, %2$d) AS n, generate_series(1, 32) AS m;
                        INSERT INTO subscription (device, person, category, since)
                            SELECT id, person, category, now() FROM device,
                                unnest(ARRAY ['GRADES', 'ATTENDANCE']) AS category;
                        INSERT INTO mark (kind, key) VALUES ('AUDIENCE', '%1$s');
                        """.formatted(student, guardians)).execute());
    }
}
