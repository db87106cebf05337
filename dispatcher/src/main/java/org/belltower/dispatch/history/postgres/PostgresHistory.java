package org.belltower.dispatch.history.postgres;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRefusedException;
import org.belltower.dispatch.history.HistoryStore;
import org.belltower.dispatch.history.Retention;
import org.jdbi.v3.core.Handle;

/// The history's tables, written. A day that a batch needs is made before it is.
///
/// Thread-safe.
public final class PostgresHistory implements HistoryStore {
    private final HistoryDatabase database;
    /// That are known to be there.
    private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

    public PostgresHistory(DataSource source) {
        this.database = new HistoryDatabase(source);
    }

    @Override
    public void write(List<HistoryRecord> records) {
        records.stream().map(HistoryRecord::at).map(Retention::day).distinct().forEach(this::make);
        HistoryRows rows = new HistoryRows(records);
        try {
            database.transaction(handle -> {
                rows.insert(handle);
                return records.size();
            });
        } catch (HistoryRefusedException e) {
            // Another copy, whose clock is ahead, may have dropped a day: it is looked for again.
            made.clear();
            throw e;
        }
    }

    private void make(LocalDate day) {
        if (!made.contains(day)) {
            String _ = database.transaction(handle -> make(handle, day));
            made.add(day);
        }
    }

    private static String make(Handle handle, LocalDate day) {
        return handle.createQuery(HistorySql.MAKE_DAY)
                .bind("day", day.toString())
                .mapTo(String.class)
                .one();
    }

    @Override
    public void make(LocalDate today, LocalDate last) {
        today.datesUntil(last.plusDays(1)).forEach(this::make);
    }

    @Override
    public boolean dropOldest(LocalDate first) {
        made.removeIf(day -> day.isBefore(first));
        int tables = database.transaction(handle -> handle.createQuery(HistorySql.DROP_BEFORE)
                .bind("day", first.toString())
                .mapTo(Integer.class)
                .one());
        return tables > 0;
    }
}
