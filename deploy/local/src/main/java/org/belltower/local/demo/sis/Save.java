package org.belltower.local.demo.sis;

import java.util.ArrayList;
import java.util.List;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.Way;
import org.belltower.model.DistrictId;

/// What is saved in one transaction: one event, or a few of one district, as a gradebook saves a column.
public record Save(List<CaseEvent> events) {
    private static final int COLUMN = 4;

    public Save {
        events = List.copyOf(events);
    }

    public DistrictId district() {
        return events.getFirst().district();
    }

    /// All events that come by rows, in their order: one and several in turn.
    public static List<Save> of(List<CaseEvent> events) {
        List<Save> saves = new ArrayList<>();
        int from = 0;
        while (from < events.size()) {
            int most = saves.size() % 2 == 0 ? 1 : COLUMN;
            int to = from + 1;
            while (to < events.size()
                    && to - from < most
                    && events.get(to).district().equals(events.get(from).district())) {
                to++;
            }
            saves.add(new Save(events.subList(from, to)));
            from = to;
        }
        return saves;
    }

    /// All scores of an assignment that gets another id get it by one statement; a row that is saved twice as it was is
    /// saved twice.
    public List<SqlStatement> statements() {
        List<SqlStatement> statements = new ArrayList<>();
        for (CaseEvent event : events) {
            SqlStatement own = RowChanges.of(event);
            if (!(event.way() instanceof Way.Renamed && statements.contains(own))) {
                statements.add(own);
            }
        }
        return statements;
    }
}
