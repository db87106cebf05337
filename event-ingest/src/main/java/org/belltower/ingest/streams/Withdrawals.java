package org.belltower.ingest.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Of records that waited together, those that are still to be told. What was withdrawn meanwhile is told to nobody;
/// nor is its end, if it began meanwhile too: as if it had never been.
///
/// @param told in their order
/// @param withdrawn how many are not
record Withdrawals(List<WaitingRow> told, int withdrawn) {
    Withdrawals {
        told = List.copyOf(told);
    }

    /// @param rows in the order in which they were read
    static Withdrawals among(List<WaitingRow> rows) {
        Map<String, WaitingRow> ended = new HashMap<>();
        List<WaitingRow> told = new ArrayList<>();
        int withdrawn = 0;
        for (WaitingRow row : rows.reversed()) {
            WaitingRow end = row.row() == null ? null : ended.get(row.row());
            if (end != null) {
                withdrawn++;
                if (row.begin()) {
                    told.removeIf(one -> one.offset() == end.offset() && one.type() == end.type());
                    ended.remove(row.row());
                }
                continue;
            }
            told.add(row);
            if (row.end() && row.row() != null) {
                ended.put(row.row(), row);
            }
        }
        return new Withdrawals(told.reversed(), withdrawn);
    }
}
