package org.belltower.ingest.sis.mapping;

/// Where in which file something is declared.
///
/// @param line from 1
public record Location(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
