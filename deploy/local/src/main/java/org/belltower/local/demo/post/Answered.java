package org.belltower.local.demo.post;

import java.util.List;
import org.belltower.local.demo.day.Case.CaseEvent;

/// What the front door said to an event.
///
/// @param status 202 if it was accepted
/// @param fields those that it blamed
/// @param attempts how many times it may have been taken: 1, unless a request had no answer, or 503, and was sent again
public record Answered(CaseEvent event, Mode mode, int status, List<String> fields, int attempts) {
    private static final int ACCEPTED = 202;

    public Answered {
        fields = List.copyOf(fields);
    }

    public boolean isAccepted() {
        return status == ACCEPTED;
    }
}
