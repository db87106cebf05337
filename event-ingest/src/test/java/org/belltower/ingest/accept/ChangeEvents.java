package org.belltower.ingest.accept;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.Origin;

/// Events that no other test has written.
public final class ChangeEvents {
    private ChangeEvents() {}

    /// A new event about a student.
    public static ChangeEvent about(String student) {
        return new ChangeEvent(
                new DistrictId("north"),
                new EventId("sis-north", "/sis/north", UUID.randomUUID().toString()),
                new EventOrder(Instant.parse("2026-11-20T12:00:00Z"), null),
                Origin.LIVE,
                new LunchBalanceChanged(
                        new StudentId(student), "main", new BigDecimal("1.5"), Currency.getInstance("USD")));
    }

    /// A student that no other test knows.
    public static String newStudent() {
        return "s-" + UUID.randomUUID();
    }
}
