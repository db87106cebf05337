package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.RevocationsWithheld;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.publish.postgres.PostgresCommittedState;
import org.belltower.registry.roster.Student;
import org.belltower.service.kafka.KafkaRecords;
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
        bed.district();
        // Alone: in the same shard the district's settings would be claimed, and crash, before it for ever.
        bed.drain();
        bed.students.put(bed.north, new StudentId("s-1"), new Student(null, null, List.of()));
        bed.interfering.crashBeforeDeletion = true;
        Instant deadline = Instant.now().plusSeconds(30);
        while (bed.interfering.crashed.isEmpty()) {
            assertThat(bed.tick()).isFalse();
            assertThat(Instant.now()).as(bed::told).isBefore(deadline);
        }
        assertThat(bed.queue.backlog().marks()).isEqualTo(1);

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

        bed.devices.delete(bed.north, new DeviceId("phone-" + bed.north), new SignIn(new PersonId("s-1"), null));
        bed.drain();
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isEmpty();
        assertThat(bed.published.audience("s-1").members().getFirst().devices()).isEmpty();
    }

    @Test
    void I_2_an_audience_too_large_for_a_record_is_published_without_members_and_stops_nothing_else() {
        bed.district();
        bed.students.put(bed.north, new StudentId("s-1"), new Student(null, null, List.of()));
        bed.students.put(bed.north, new StudentId("s-2"), new Student(null, null, List.of()));
        bed.signIn("phone-" + bed.north);
        withGuardiansAndTheirPhones("s-1", 120);
        bed.drain();

        assertThat(bed.published.audience("s-1").members()).isEmpty();
        assertThat(bed.published.audience("s-2").members()).hasSize(1);
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isPresent();
        assertThat(bed.withheld).containsExactly("belltower.audience.v1 s-1");
    }

    @Test
    void I_2_revocations_too_large_for_a_record_deny_everybody_and_stop_nothing_else() throws Exception {
        bed.student("s-1");
        bed.signIn("phone-" + bed.north);
        withGuardiansWithoutPortal("s-1", 12_000);
        bed.drain();

        String key = bed.north + "/s-1";
        ConsumerRecord<byte[], byte[]> last = bed.published.records(Topics.REVOCATIONS).stream()
                .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .toList()
                .getLast();
        Map<String, String> headers = KafkaRecords.headers(last.headers());
        RevocationsWithheld withheld = MessageType.REVOCATIONS_WITHHELD.decode(headers, last.value());
        assertThat(withheld).isEqualTo(new RevocationsWithheld(bed.north, new StudentId("s-1"), withheld.version()));
        assertThatThrownBy(() -> MessageType.REVOCATIONS.decode(headers, last.value()))
                .as("whoever does not know of it cannot read it, and so denies")
                .isInstanceOf(MalformedMessageException.class);
        assertThat(bed.withheld).contains("belltower.revocations.v1 s-1");
        assertThat(bed.published.bindings("phone-" + bed.north).getLast()).isPresent();
    }

    private void withGuardiansWithoutPortal(String student, int guardians) {
        bed.transactions.write(
                bed.north,
                handle -> handle.createScript("""
                        INSERT INTO person (id, kind) SELECT 'g-' || n, 'GUARDIAN' FROM generate_series(1, %2$d) AS n;
                        INSERT INTO relationship (student, guardian, portal, restricted)
                            SELECT '%1$s', 'g-' || n, false, false FROM generate_series(1, %2$d) AS n;
                        """.formatted(student, guardians)).execute());
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
