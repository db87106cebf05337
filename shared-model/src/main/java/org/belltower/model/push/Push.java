package org.belltower.model.push;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.Area;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// One message for one device, decided and worded; what is left is to check that it may still leave, and to send it.
///
/// @param person the user it is meant for: another user on the device must never see it (I-3)
/// @param sessionEpoch the sign-in it is meant for
/// @param cause why it exists, with what is checked again when it leaves
/// @param area where it leads in an app that has it (A16)
/// @param title for whoever may be told no detail, and so with [#body]
/// @param expires after this it ends as expired instead of leaving
/// @param detailed what is shown instead where district and user consent to detail, also when it leaves (C7); null:
///     nothing else is
public record Push(
        PushId id,
        DistrictId district,
        DeviceId device,
        PersonId person,
        long sessionEpoch,
        PushCause cause,
        Area area,
        String title,
        String body,
        Instant created,
        Instant expires,
        @Nullable PushText detailed) {
    public Push {
        required("id", id);
        required("district", district);
        required("device", device);
        required("person", person);
        required("cause", cause);
        required("area", area);
        required("title", title);
        required("body", body);
        required("created", created);
        required("expires", expires);
    }

    /// Without detail.
    public Push(
            PushId id,
            DistrictId district,
            DeviceId device,
            PersonId person,
            long sessionEpoch,
            PushCause cause,
            Area area,
            String title,
            String body,
            Instant created,
            Instant expires) {
        this(id, district, device, person, sessionEpoch, cause, area, title, body, created, expires, null);
    }

    public RecordKey key() {
        return new RecordKey(district, device.value());
    }

    /// Since when it waits: what the district's switch is held against (A1). A change has waited since its event
    /// was accepted, decided or not; a test, and a change that does not say when that was, since the push was
    /// made.
    public Instant waitsSince() {
        return switch (cause) {
            case PushCause.ChangeCause change -> {
                Instant accepted = change.accepted();
                yield accepted == null ? created : accepted;
            }
            case PushCause.TestCause _ -> created;
        };
    }

    /// Without title and body: they may hold names.
    @Override
    public String toString() {
        return "Push[" + id + " district=" + district + " device=" + device + " cause=" + cause + "]";
    }
}
