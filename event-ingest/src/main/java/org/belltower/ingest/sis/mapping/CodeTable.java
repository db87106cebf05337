package org.belltower.ingest.sis.mapping;

import java.util.Map;
import org.belltower.ingest.sis.Cell;

/// What a source's codes mean. Codes are compared as texts, since a column of numbers may be one of codes.
///
/// @param name as the mapping calls it
public record CodeTable(String name, Map<String, Cell> meanings) {
    public CodeTable {
        meanings = Map.copyOf(meanings);
    }
}
