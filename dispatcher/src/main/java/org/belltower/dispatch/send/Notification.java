package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.model.Area;
import org.belltower.model.DistrictId;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.model.push.PushText;
import org.jspecify.annotations.Nullable;

/// What a phone gets of a push: the words that it shows, and where it leads.
///
/// @param id the push's, and its inbox item's
/// @param area what it opens in the app (A16); null: its inbox item, since the app has no such area, or nobody knows
///     what it has
/// @param expires after this the provider gives it up
public record Notification(
        PushId id,
        DistrictId district,
        PushText text,
        @Nullable Area area,
        Instant expires) {

    /// @param inDetail whether it says what happened, if that was put into words
    /// @param inArea whether it opens the push's area, or the inbox item
    public static Notification of(Push push, boolean inDetail, boolean inArea) {
        PushText detailed = push.detailed();
        return new Notification(
                push.id(),
                push.district(),
                inDetail && detailed != null ? detailed : new PushText(push.title(), push.body()),
                inArea ? push.area() : null,
                push.expires());
    }
}
