package org.belltower.dispatch.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes batches. What is older than what is kept is passed over. If the store refuses a batch, its
/// records are written one by one, so that one that cannot be kept stops no other.
///
/// For one thread; a batch may come again.
public final class HistoryWriter {
    private final HistoryStore store;
    private final Retention retention;
    private final HistoryListener listener;

    public HistoryWriter(HistoryStore store, Retention retention, HistoryListener listener) {
        this.store = store;
        this.retention = retention;
        this.listener = listener;
    }

    /// Blocks until they are kept.
    ///
    /// @return those that cannot be
    /// @throws HistoryAwayException if the store is not to be had now; some of them may be kept
    public List<HistoryRecord> write(List<HistoryRecord> records) {
        List<HistoryRecord> timely = new ArrayList<>(records.size());
        for (HistoryRecord record : records) {
            if (retention.holds(record.at())) {
                timely.add(record);
            } else {
                listener.passed(HistoryListener.Passed.OUT_OF_TIME);
            }
        }
        List<HistoryRecord> refused = timely.isEmpty() ? List.of() : writeTimely(timely);
        timely.removeAll(refused);
        Map<String, Long> kinds =
                timely.stream().collect(Collectors.groupingBy(HistoryRecord::kind, Collectors.counting()));
        kinds.forEach((kind, count) -> listener.kept(kind, count.intValue()));
        return refused;
    }

    private List<HistoryRecord> writeTimely(List<HistoryRecord> records) {
        try {
            store.write(records);
            return List.of();
        } catch (HistoryRefusedException e) {
            return oneByOne(records);
        }
    }

    private List<HistoryRecord> oneByOne(List<HistoryRecord> records) {
        List<HistoryRecord> refused = new ArrayList<>();
        for (HistoryRecord record : records) {
            try {
                store.write(List.of(record));
            } catch (HistoryRefusedException e) {
                refused.add(record);
            }
        }
        return refused;
    }
}
