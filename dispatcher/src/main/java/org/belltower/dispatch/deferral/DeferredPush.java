package org.belltower.dispatch.deferral;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// A push that waits long.
///
/// @param place where it stands on its lane: its outcome names it
/// @param waits until when; never beyond the end of its life, when it is to end as expired
public record DeferredPush(
        PushKey key, LaneOffset place, LaneBytes bytes, Subject subject, Wait waits, Instant expires) {
    public DeferredPush {
        required("key", key);
        required("place", place);
        required("bytes", bytes);
        required("subject", subject);
        required("expires", expires);
        waits = required("waits", waits).atMost(expires);
    }

    /// @param bytes those that the push was read from
    public static DeferredPush of(Push push, LaneOffset place, LaneBytes bytes, AppId app, Wait wait) {
        StudentId student = switch (push.cause()) {
            case PushCause.ChangeCause change -> change.student();
            case PushCause.TestCause _ -> null;
        };
        return new DeferredPush(
                new PushKey(push.district(), push.id()),
                place,
                bytes,
                new Subject(push.device(), app, push.person(), student, null),
                wait,
                push.expires());
    }

    /// A push has one row at most.
    public record PushKey(DistrictId district, PushId push) {
        public PushKey {
            required("district", district);
            required("push", push);
        }
    }

    /// Whose it is: what a withdrawn right finds it by.
    ///
    /// @param campaign null if it is of none
    public record Subject(
            DeviceId device,
            AppId app,
            PersonId person,
            @Nullable StudentId student,
            @Nullable String campaign) {
        public Subject {
            required("device", device);
            required("app", app);
            required("person", person);
            if (campaign != null) {
                String _ = InvalidFieldException.text("campaign", campaign, InvalidFieldException.LONGEST_ID);
            }
        }
    }

    /// What it waits for.
    ///
    /// @param due not before this
    /// @param heldBy the text of what keeps it back: not before that is over; null for nothing
    /// @param failures how often it was sent in vain
    public record Wait(Instant due, @Nullable String heldBy, int failures) {
        /// A credential, which may be named by a district and an app, with an app and a district.
        private static final int LONGEST_HOLD = 5 * InvalidFieldException.LONGEST_ID;

        public Wait {
            required("due", due);
            if (heldBy != null) {
                String _ = InvalidFieldException.text("heldBy", heldBy, LONGEST_HOLD);
            }
            if (failures < 0) {
                throw new InvalidFieldException("failures", "must not be negative");
            }
        }

        Wait atMost(Instant latest) {
            return due.isAfter(latest) ? new Wait(latest, heldBy, failures) : this;
        }
    }
}
