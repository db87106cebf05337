package org.belltower.local.demo.post;

import java.util.List;
import org.belltower.local.demo.day.Case.CaseEvent;

/// What the front door said to an event.
///
/// @param status 202 if it was accepted
/// @param fields those that it blamed
public record Answered(CaseEvent event, Mode mode, int status, List<String> fields) {
    private static final int ACCEPTED = 202;

    public Answered {
        fields = List.copyOf(fields);
    }

    public boolean isAccepted() {
        return status == ACCEPTED;
    }
}
