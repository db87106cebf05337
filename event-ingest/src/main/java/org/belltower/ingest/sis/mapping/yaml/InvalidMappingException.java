package org.belltower.ingest.sis.mapping.yaml;

import java.io.Serial;
import java.util.List;

/// A mapping that cannot be used, with everything that is wrong with it.
public final class InvalidMappingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    /// @param mistakes one or more, in the order in which they stand in the file
    public InvalidMappingException(List<Mistake> mistakes) {
        super(String.join("\n", mistakes.stream().map(Mistake::toString).toList()));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
