package org.belltower.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.belltower.model.DeviceId;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// What becomes of an event.
///
/// @param reason why nobody is told; null if each device has its own fate
/// @param devices news, update, or the reason why not
public record Fate(EventId event, @Nullable Reason reason, Map<DeviceId, String> devices) {
    static final String NEWS = "news";
    static final String UPDATE = "update";

    private static final String UPDATED = "Attendance was updated. Open the app to see it.";

    /// What a decision says that became of it.
    ///
    /// @param pushes takes the push of an id; gives null if there is none
    public static Fate of(Decision decision, Function<PushId, @Nullable Push> pushes) {
        Map<DeviceId, String> fates = new LinkedHashMap<>();
        for (Decision.Candidate candidate : decision.candidates()) {
            String fate = switch (candidate) {
                case Decision.Skipped skipped -> skipped.reason().name();
                case Decision.Pushed pushed -> kind(pushes.apply(pushed.push()));
            };
            assertThat(fates.put(candidate.device(), fate)).as("named twice").isNull();
        }
        return new Fate(decision.event(), decision.reason(), fates);
    }

    private static String kind(@Nullable Push push) {
        assertThat(push).as("a push that the decision names").isNotNull();
        return push != null && push.body().equals(UPDATED) ? UPDATE : NEWS;
    }
}
