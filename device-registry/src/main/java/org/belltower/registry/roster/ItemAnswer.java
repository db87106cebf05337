package org.belltower.registry.roster;

import java.util.List;
import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// What became of one item of a roster.
///
/// @param index its place among the items, from 0
/// @param kind null if it could not be told
/// @param id null if it has none
/// @param status 201: created, 200: changed or deleted, 204: it was so already, else refused
/// @param problem why it was refused, null if it was not
public record ItemAnswer(
        int index,
        @Nullable Kind kind,
        @Nullable String id,
        int status,
        @Nullable Problem problem) {

    static ItemAnswer refused(int index, @Nullable Kind kind, @Nullable String id, Written.Refused refused) {
        String place = "items[" + index + "]" + (refused.field().isEmpty() ? "" : "." + refused.field());
        Problem problem = new Problem(
                "about:blank",
                refused.reason().title(),
                refused.reason().status(),
                place + " " + refused.rule(),
                List.of(new Problem.FieldError(place, refused.rule())));
        return new ItemAnswer(index, kind, id, refused.reason().status(), problem);
    }
}
