package org.belltower.registry.publish.postgres;

import static org.belltower.registry.publish.Mark.Kind.AUDIENCE;
import static org.belltower.registry.publish.Mark.Kind.BINDING;
import static org.belltower.registry.publish.Mark.Kind.CREDENTIAL;
import static org.belltower.registry.publish.Mark.Kind.REVOCATION;
import static org.belltower.registry.publish.Mark.Kind.SETTINGS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.RevocationsWithheld;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.registry.audience.AudienceAssembly;
import org.belltower.registry.audience.postgres.AudienceQuery;
import org.belltower.registry.publish.CommittedState.Reading;
import org.belltower.registry.publish.Mark;
import org.belltower.registry.publish.Publication;
import org.jdbi.v3.core.Handle;

/// What one district's marks stand for, in one snapshot: a record for each key that is there, a tombstone for each
/// that is not. The audience of a student who left is there, and has no members, until what they left behind is erased:
/// who hears of a tombstone forgets what was told, and would tell it again if they are back the next day.
///
/// "A binding is acknowledged before an audience that names it is written", also if the two are of different
/// shards: an audience that names a device with a binding mark waits. The snapshot makes that exact: a device's row
/// and its mark appear together, and the mark disappears only after Kafka's acknowledgement.
final class DistrictReading {
    /// Half of what a record may be by Kafka's defaults: a decision record names each of an audience's devices once
    /// more.
    private static final int LARGEST_BYTES = 512 * 1024;

    private final Handle handle;
    private final DistrictId district;
    private final long version;
    private final Instant now;

    DistrictReading(Handle handle, DistrictId district, long version, Instant now) {
        this.handle = handle;
        this.district = district;
        this.version = version;
        this.now = now;
    }

    Reading of(List<Mark> marks) {
        Map<Mark.Kind, Set<String>> keys = marks.stream()
                .collect(Collectors.groupingBy(
                        Mark::kind, Collectors.mapping(Mark::key, Collectors.toCollection(LinkedHashSet::new))));
        Set<String> bindings = keys.getOrDefault(BINDING, Set.of());
        Set<String> settings = keys.getOrDefault(SETTINGS, Set.of());
        Set<String> credentials = keys.getOrDefault(CREDENTIAL, Set.of());
        Set<String> revocations = keys.getOrDefault(REVOCATION, Set.of());
        Set<String> students = keys.getOrDefault(AUDIENCE, Set.of());

        List<Publication> publications = new ArrayList<>();
        publications.addAll(
                records(Topics.BINDINGS, MessageType.BINDING, BindingQuery.read(handle, version, bindings), bindings));
        publications.addAll(records(
                Topics.SETTINGS,
                MessageType.SETTINGS,
                SettingsQuery.read(handle, district, version, settings),
                settings));
        publications.addAll(records(
                Topics.CREDENTIALS,
                MessageType.CREDENTIAL,
                CredentialQuery.read(handle, district, version, credentials),
                credentials));
        List<Publication> withheld = new ArrayList<>();
        records(
                        Topics.REVOCATIONS,
                        MessageType.REVOCATIONS,
                        RevocationQuery.read(handle, district, version, revocations),
                        revocations)
                .forEach(publication -> add(publication, this::toNobody, publications, withheld));
        List<Audience> audiences = Stream.concat(
                        new AudienceAssembly(district, version).assemble(AudienceQuery.read(handle, students)).stream(),
                        left(students).map(this::ofNobody))
                .toList();
        Set<String> early = early(audiences, bindings);
        Set<String> ready = students.stream()
                .filter(student -> !early.contains(student))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        records(
                        Topics.AUDIENCE,
                        MessageType.AUDIENCE,
                        audiences.stream()
                                .filter(audience ->
                                        ready.contains(audience.student().value()))
                                .toList(),
                        ready)
                .forEach(publication -> add(publication, this::withoutMembers, publications, withheld));
        return new Reading(
                publications,
                marks.stream()
                        .filter(mark -> mark.kind() != AUDIENCE || ready.contains(mark.key()))
                        .toList(),
                withheld);
    }

    /// One that is too large for a record goes as what denies instead, and is told of: Kafka would refuse it for ever,
    /// and with it all of its shard.
    private static void add(
            Publication publication,
            Function<StudentId, WireRecord> denial,
            List<Publication> publications,
            List<Publication> withheld) {
        byte[] value = publication.record().value();
        if (value == null || value.length <= LARGEST_BYTES) {
            publications.add(publication);
            return;
        }
        StudentId student = new StudentId(publication.record().key().id());
        Publication instead = new Publication(publication.topic(), denial.apply(student));
        publications.add(instead);
        withheld.add(instead);
    }

    private WireRecord withoutMembers(StudentId student) {
        return MessageType.AUDIENCE.encode(ofNobody(student), now);
    }

    private Audience ofNobody(StudentId student) {
        return new Audience(district, student, version, Set.of(), List.of());
    }

    /// Those of the students who are not there any more, and of whom something may be.
    private Stream<StudentId> left(Set<String> students) {
        return handle
                .createQuery(
                        "SELECT person FROM left_person WHERE student AND at IS NOT NULL AND person = ANY (:students)")
                .bindArray("students", String.class, List.copyOf(students))
                .mapTo(StudentId.class)
                .list()
                .stream();
    }

    private WireRecord toNobody(StudentId student) {
        return MessageType.REVOCATIONS_WITHHELD.encode(new RevocationsWithheld(district, student, version), now);
    }

    /// The students whose audience names a device whose binding is not published yet, nor is by this reading.
    private Set<String> early(List<Audience> audiences, Set<String> published) {
        Set<String> named = audiences.stream()
                .flatMap(DistrictReading::devices)
                .filter(device -> !published.contains(device))
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Set.of();
        }
        Set<String> waiting = handle.createQuery("""
                        SELECT DISTINCT key FROM mark
                        WHERE kind = 'BINDING' AND district = :district AND key = ANY (:devices)
                        """)
                .bind("district", district)
                .bindArray("devices", String.class, List.copyOf(named))
                .mapTo(String.class)
                .set();
        return audiences.stream()
                .filter(audience -> devices(audience).anyMatch(waiting::contains))
                .map(audience -> audience.student().value())
                .collect(Collectors.toSet());
    }

    private static Stream<String> devices(Audience audience) {
        return audience.members().stream()
                .flatMap(member -> member.devices().stream())
                .map(device -> device.device().value());
    }

    private <T> List<Publication> records(TopicSpec topic, MessageType<T> type, List<T> found, Set<String> keys) {
        Map<String, WireRecord> records = found.stream()
                .map(message -> type.encode(message, now))
                .collect(Collectors.toMap(record -> record.key().id(), Function.identity()));
        return keys.stream()
                .map(key -> records.getOrDefault(key, WireRecord.tombstone(new RecordKey(district, key))))
                .map(record -> new Publication(topic, record))
                .toList();
    }
}
