package org.belltower.model.wire;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.RevocationsWithheld;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Push;
import org.belltower.model.settings.Settings;
import org.jspecify.annotations.Nullable;

/// One type of message between services, with its CloudEvents `type` and its record: all of it stands in the value.
/// (Change events come from outside and have a codec of their own, [ChangeCodec].)
///
/// Thread-safe; both directions are pure but for the random `ce_id` of what has no id of its own.
///
/// @param name the CloudEvents type; a change that an old reader cannot bear gets a new one
/// @param source the CloudEvents source: the service that writes it
/// @param asWritten a quicker reader for what stands there exactly as it is written; it gives null
///     for all else
public record MessageType<T>(
        String name,
        String source,
        Class<T> dataClass,
        Function<T, RecordKey> keyOf,
        Function<byte[], @Nullable T> asWritten) {
    public static final String CONTENT_TYPE = "application/json";

    public static final MessageType<Audience> AUDIENCE =
            new MessageType<>("org.belltower.audience.v1", "/belltower/device-registry", Audience.class, Audience::key);
    public static final MessageType<Binding> BINDING =
            new MessageType<>("org.belltower.binding.v1", "/belltower/device-registry", Binding.class, Binding::key);
    public static final MessageType<Revocations> REVOCATIONS = new MessageType<>(
            "org.belltower.revocations.v1", "/belltower/device-registry", Revocations.class, Revocations::key);
    public static final MessageType<RevocationsWithheld> REVOCATIONS_WITHHELD = new MessageType<>(
            "org.belltower.revocations-withheld.v1",
            "/belltower/device-registry",
            RevocationsWithheld.class,
            RevocationsWithheld::key);
    public static final MessageType<Settings> SETTINGS =
            new MessageType<>("org.belltower.settings.v1", "/belltower/device-registry", Settings.class, Settings::key);
    public static final MessageType<SealedCredential> CREDENTIAL = new MessageType<>(
            "org.belltower.credential.v1", "/belltower/device-registry", SealedCredential.class, SealedCredential::key);
    public static final MessageType<Push> PUSH = new MessageType<>(
            "org.belltower.push.v1", "/belltower/rules-evaluator", Push.class, Push::key, PushReader::read);
    public static final MessageType<Decision> DECISION =
            new MessageType<>("org.belltower.decision.v1", "/belltower/rules-evaluator", Decision.class, Decision::key);
    public static final MessageType<Outcome> OUTCOME =
            new MessageType<>("org.belltower.outcome.v1", "/belltower/dispatcher", Outcome.class, Outcome::key);

    private MessageType(String name, String source, Class<T> dataClass, Function<T, RecordKey> keyOf) {
        this(name, source, dataClass, keyOf, _ -> null);
    }

    /// The same message, written by another service.
    ///
    /// @param other its CloudEvents source
    public MessageType<T> by(String other) {
        return new MessageType<>(name, other, dataClass, keyOf, asWritten);
    }

    /// @param time when the message was made
    public WireRecord encode(T message, Instant time) {
        return encode(message, time, UUID.randomUUID().toString());
    }

    /// As [#encode(Object, Instant)], of a message that has an id of its own.
    ///
    /// @param id its `ce_id`: another's of this type and source never has it
    public WireRecord encode(T message, Instant time, String id) {
        RecordKey key = keyOf.apply(message);
        Map<String, String> headers = Map.of(
                CloudEventHeaders.SPEC_VERSION,
                "1.0",
                CloudEventHeaders.ID,
                id,
                CloudEventHeaders.SOURCE,
                source,
                CloudEventHeaders.TYPE,
                name,
                CloudEventHeaders.TIME,
                time.toString(),
                CloudEventHeaders.CONTENT_TYPE,
                CONTENT_TYPE,
                CloudEventHeaders.DISTRICT,
                key.district().value());
        return new WireRecord(key, headers, JsonCodec.write(message));
    }

    /// @throws MalformedMessageException if the record is of another type or cannot be read
    public T decode(Map<String, String> headers, byte[] value) throws MalformedMessageException {
        return decode(headers.get(CloudEventHeaders.TYPE), value);
    }

    /// As [#decode(Map, byte\[\])], of a record whose other headers nobody needs.
    ///
    /// @param type what its header [CloudEventHeaders#TYPE] says; null if it has none
    public T decode(@Nullable String type, byte[] value) throws MalformedMessageException {
        if (!name.equals(type)) {
            throw new MalformedMessageException(CloudEventHeaders.TYPE, "must be " + name);
        }
        T read = asWritten.apply(value);
        return read == null ? JsonCodec.read(value, dataClass) : read;
    }
}
