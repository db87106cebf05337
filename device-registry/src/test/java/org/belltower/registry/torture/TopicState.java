package org.belltower.registry.torture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SessionState;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.push.Binding;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.Published;
import org.belltower.service.kafka.KafkaRecords;

/// What a reader of everything finds on the topics, in [DatabaseState]'s lines.
final class TopicState {
    private final Published published;
    private final Set<String> districts;
    private final Map<String, String> lines = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<String> steppedBack = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();
    private int records;

    /// A session that a record says is over.
    private record Ended(String device, long sessionEpoch, long version) {}

    private TopicState(Published published, Set<String> districts) {
        this.published = published;
        this.districts = districts;
    }

    static TopicState read(Published published, List<DistrictId> districts) {
        TopicState state = new TopicState(
                published, districts.stream().map(DistrictId::value).collect(Collectors.toSet()));
        state.read(Topics.BINDINGS, MessageType.BINDING, Binding::version, TopicState::binding);
        state.read(Topics.AUDIENCE, MessageType.AUDIENCE, Audience::version, TopicState::audience);
        state.read(Topics.REVOCATIONS, MessageType.REVOCATIONS, Revocations::version, TopicState::revocations);
        state.read(Topics.SETTINGS, MessageType.SETTINGS, Settings::version, TopicState::settings);
        return state;
    }

    /// The newest of each key.
    Map<String, String> lines() {
        return lines;
    }

    /// Records with a version that is not higher than one before under the same key.
    List<String> steppedBack() {
        return steppedBack;
    }

    int records() {
        return records;
    }

    /// Whether Kafka had acknowledged the end of the session when the call was answered. When its record was made tells
    /// nothing: that is before its commit.
    ///
    /// @param commits when each version was acknowledged
    boolean stoodThere(Acknowledged logout, Map<Long, Instant> commits) {
        return ended.stream()
                .anyMatch(end -> end.device().equals(logout.device())
                        && end.sessionEpoch() >= logout.sessionEpoch()
                        && !commits.getOrDefault(end.version(), Instant.MAX).isAfter(logout.when()));
    }

    private <T> void read(TopicSpec topic, MessageType<T> type, ToLongFunction<T> version, Function<T, String> line) {
        String name = topic.name().replaceAll("^belltower\\.|\\.v1$", "");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(published.records(topic));
        // Not by their times: what a frozen process made early may stand late.
        all.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        for (ConsumerRecord<byte[], byte[]> record : all) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (districts.contains(key.substring(0, key.indexOf('/')))) {
                records++;
                accept(name + " " + key, record, type, version, line);
            }
        }
    }

    private <T> void accept(
            String key,
            ConsumerRecord<byte[], byte[]> record,
            MessageType<T> type,
            ToLongFunction<T> version,
            Function<T, String> line) {
        if (record.value() == null) {
            lines.remove(key);
            return;
        }
        T message = decoded(record, type);
        long drawn = version.applyAsLong(message);
        Long before = versions.put(key, drawn);
        if (before != null && before >= drawn) {
            steppedBack.add(key + ": " + drawn + " after " + before);
        }
        lines.put(key, line.apply(message));
        if (message instanceof Binding binding && binding.session() == SessionState.SIGNED_OUT) {
            ended.add(new Ended(binding.key().toString(), binding.sessionEpoch(), binding.version()));
        }
    }

    private static <T> T decoded(ConsumerRecord<byte[], byte[]> record, MessageType<T> type) {
        try {
            return type.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static String binding(Binding binding) {
        return String.join(
                " ",
                binding.person().value(),
                Long.toString(binding.sessionEpoch()),
                binding.session().name(),
                binding.token() == null ? "-" : binding.token().value(),
                Long.toString(binding.tokenVersion()),
                binding.categories().stream().map(Enum::name).sorted().toList().toString(),
                "office " + binding.officeMessages());
    }

    private static String audience(Audience audience) {
        return audience.calendars()
                + audience.members().stream().map(TopicState::member).collect(Collectors.joining());
    }

    private static String member(Member member) {
        String devices =
                member.devices().stream().map(TopicState::device).toList().toString();
        return switch (member.standing()) {
            case Standing.Self _ -> " self " + member.person() + devices;
            case Standing.Guardian guardian -> " " + member.person() + guardian(guardian) + devices;
            case Standing.None _ -> throw new AssertionError("an audience names nobody who is gone");
        };
    }

    private static String guardian(Standing.Guardian guardian) {
        return " " + guardian.portal() + " " + guardian.restricted() + " " + guardian.starts() + " " + guardian.ends();
    }

    private static String device(AudienceDevice device) {
        return device.device() + " " + device.sessionEpoch() + " " + device.session()
                + device.subscriptions().entrySet().stream()
                        .map(choice -> choice.getKey().name()
                                + (choice.getValue().threshold() == null
                                        ? ""
                                        : DatabaseState.below(
                                                choice.getValue().threshold().below())))
                        .sorted()
                        .toList();
    }

    private static String revocations(Revocations revocations) {
        return revocations.revoked().stream()
                .map(revoked -> revoked.person()
                        + switch (revoked.standing()) {
                            case Standing.Guardian guardian -> guardian(guardian);
                            case Standing.None _ -> " none";
                            case Standing.Self _ -> throw new AssertionError("nobody loses themself");
                        })
                .collect(Collectors.joining(", "));
    }

    private static String settings(Settings settings) {
        return switch (settings) {
            case DistrictSettings district ->
                district.notifications() + " " + district.activeYear() + " " + names(district.mandatory());
            case SchoolSettings school -> school.zone() + " " + names(school.contactPreferences());
            case CalendarSettings calendar -> calendar.school() + " " + calendar.year();
            case RightsSettings rights -> rights.groups().toString();
        };
    }

    private static String names(Set<Category> categories) {
        return categories.stream().map(Enum::name).collect(Collectors.joining(",", "{", "}"));
    }
}
