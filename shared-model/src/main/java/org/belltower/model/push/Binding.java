package org.belltower.model.push;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// Who uses a device now, and how to reach it now: what the dispatcher checks when a push leaves.
///
/// @param version grows with each change of this device; a reader ignores a lower one
/// @param person the user who signed in last
/// @param sessionEpoch grows with each sign-in; a push with a lower one is for a session that is over (I-3, I-28)
/// @param token null when it was retired; the next registration brings a new one
/// @param tokenVersion grows with each token of this device
/// @param tokenSince when this token was registered: proof of its death must be newer (C9)
/// @param categories those switched on: an opt-out reaches what is queued (I-46)
/// @param unsupported true: the district does not support the device (A17), so it receives nothing; else
///     left out
/// @param officeMessages the switch for what the office sends (B3); in a record from before there was one it
///     is on, as at install
/// @param detail true: the user consents to detail in change notifications (C7); else left out
public record Binding(
        DistrictId district,
        DeviceId device,
        long version,
        AppId app,
        Provider provider,
        PersonId person,
        long sessionEpoch,
        SessionState session,
        Permission permission,
        @Nullable DeviceToken token,
        long tokenVersion,
        Instant tokenSince,
        Set<Category> categories,
        @Nullable Boolean unsupported,
        Boolean officeMessages,
        @Nullable Boolean detail) {
    public Binding {
        required("district", district);
        required("device", device);
        required("app", app);
        required("provider", provider);
        required("person", person);
        required("session", session);
        required("permission", permission);
        required("tokenSince", tokenSince);
        categories = copy(required("categories", categories));
        unsupported = Boolean.TRUE.equals(unsupported) ? true : null;
        officeMessages = officeMessages == null || officeMessages;
        detail = Boolean.TRUE.equals(detail) ? true : null;
    }

    /// Of somebody who does not consent to detail.
    public Binding(
            DistrictId district,
            DeviceId device,
            long version,
            AppId app,
            Provider provider,
            PersonId person,
            long sessionEpoch,
            SessionState session,
            Permission permission,
            @Nullable DeviceToken token,
            long tokenVersion,
            Instant tokenSince,
            Set<Category> categories,
            @Nullable Boolean unsupported,
            Boolean officeMessages) {
        this(
                district,
                device,
                version,
                app,
                provider,
                person,
                sessionEpoch,
                session,
                permission,
                token,
                tokenVersion,
                tokenSince,
                categories,
                unsupported,
                officeMessages,
                null);
    }

    /// Whether the phone's user lets the app notify, as the app last told.
    public enum Permission {
        ALLOWED,
        DENIED,
        UNKNOWN
    }

    /// In the order in which they are declared. A copy is made with each lookup of the dispatcher, so it is small.
    private static Set<Category> copy(Set<Category> categories) {
        Set<Category> copy = EnumSet.noneOf(Category.class);
        copy.addAll(categories);
        return Collections.unmodifiableSet(copy);
    }

    public boolean supported() {
        return unsupported == null;
    }

    public boolean consentsToDetail() {
        return detail != null;
    }

    public RecordKey key() {
        return new RecordKey(district, device.value());
    }
}
