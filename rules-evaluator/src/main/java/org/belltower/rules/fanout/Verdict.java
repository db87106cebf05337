package org.belltower.rules.fanout;

import java.util.List;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;

/// All that follows from one event.
///
/// @param memory what to remember of its item
/// @param day what to remember of its day of attendance; null if that stays as it is
/// @param decision the one record of why and why not
/// @param pushes one for each candidate that the decision says was pushed
public record Verdict(ItemMemory memory, @Nullable AttendanceDay day, Decision decision, List<Push> pushes) {
    public Verdict {
        pushes = List.copyOf(pushes);
    }

    /// The same event, told to nobody for one reason, and of its day nothing new. One that tells nobody anyway keeps
    /// the reason that it has.
    public Verdict toNobody(Reason reason) {
        Decision silent = new Decision(
                decision.district(),
                decision.student(),
                decision.event(),
                decision.category(),
                decision.decided(),
                decision.reason() == null ? reason : decision.reason(),
                List.of());
        return new Verdict(memory, null, silent, List.of());
    }
}
