package org.belltower.registry.roster.http;

import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;

/// The refusal where an id is taken by a person of the other kind.
final class SharedIds {
    private SharedIds() {}

    static ProblemException taken(String kind) {
        String detail = "The id belongs to a " + kind + ": students and guardians share one space of ids.";
        return new ProblemException(Problem.of(409, "Conflict", detail, "id"));
    }
}
