package org.belltower.service.identity;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// A token that has been verified, as its claims.
record Token(Map<String, Object> claims) implements JsonWebToken {
    @Override
    public String getName() {
        return "sub";
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    // As the interface says: the caller knows the type.
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getClaim(String name) {
        return (T) claims.get(name);
    }
}
