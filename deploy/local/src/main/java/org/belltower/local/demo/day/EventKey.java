package org.belltower.local.demo.day;

import java.util.Objects;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.sis.SampleSis;

/// An event of a district, by what makes it itself: copies have the same key.
public record EventKey(DistrictId district, EventId id) {
    public static EventKey of(Decision decision) {
        return new EventKey(decision.district(), decision.event());
    }

    /// Of what comes by a row, only as the file names it: its id is made of its place in the log.
    ///
    /// @throws IllegalArgumentException for what is no event
    public static EventKey of(CaseEvent event) {
        return switch (event.body()) {
            case Body.Event body ->
                new EventKey(
                        event.district(),
                        new EventId(event.client(), attribute(body, "source"), attribute(body, "id")));
            case Body.Raw _ -> throw new IllegalArgumentException(event.name() + " is raw");
        };
    }

    /// Whether it came by a row of a student information system.
    public boolean isOfRow() {
        return id.client().equals(SampleSis.CLIENT) && id.source().equals(SampleSis.SOURCE);
    }

    private static String attribute(Body.Event body, String name) {
        return Objects.requireNonNull(body.attributes().get(name), name);
    }
}
