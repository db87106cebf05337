package org.belltower.registry.idempotency;

import org.belltower.model.InvalidFieldException;

/// A call's own name, chosen by its client: the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).
///
/// @param client whose key it is: two clients of a district may choose the same
public record IdempotencyKey(String client, String value) {
    private static final int LONGEST = 255;

    public IdempotencyKey {
        InvalidFieldException.text("client", client, LONGEST);
        InvalidFieldException.text("Idempotency-Key", value, LONGEST);
    }
}
