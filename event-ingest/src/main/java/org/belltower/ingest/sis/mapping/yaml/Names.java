package org.belltower.ingest.sis.mapping.yaml;

import java.util.Map;
import java.util.Set;
import org.belltower.ingest.sis.mapping.CodeTable;
import org.belltower.ingest.sis.mapping.ColumnPath;

/// What may be named at one place of a file.
///
/// @param codes by name
/// @param lookups that are made before
record Names(Map<String, CodeTable> codes, Set<String> lookups) {
    CodeTable codeTable(YamlNode item) {
        CodeTable table = codes.get(item.text());
        if (table == null) {
            throw item.mistake("there is no code table \"" + item.text() + "\" under codes");
        }
        return table;
    }

    ColumnPath column(YamlNode item) {
        return column(item, item.text());
    }

    /// @param item where it stands
    ColumnPath column(YamlNode item, String text) {
        ColumnPath path;
        try {
            path = ColumnPath.of(text);
        } catch (IllegalArgumentException e) {
            throw item.mistake(text + ": " + e.getMessage());
        }
        if (path.lookup() != null && !lookups.contains(path.lookup())) {
            throw item.mistake("there is no lookup \"" + path.lookup() + "\" here, or it is made later");
        }
        return path;
    }
}
