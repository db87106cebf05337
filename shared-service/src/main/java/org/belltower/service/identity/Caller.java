package org.belltower.service.identity;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.service.http.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Who is calling, from the claims of the verified token: the only place a district may come from (I-9).
@RequestScoped
@Unremovable
public class Caller {
    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /// @throws ProblemException 403 if the token names no district
    public DistrictId district() {
        try {
            return new DistrictId(required("district"));
        } catch (InvalidFieldException e) {
            throw ProblemException.forbidden("The token's district claim " + e.rule() + ".");
        }
    }

    /// The client the token was issued to (`azp`).
    ///
    /// @throws ProblemException 403 if the token names no client
    public String client() {
        return required("azp");
    }

    /// The person who signed in.
    ///
    /// @throws ProblemException 403 if the token is not a person's
    public PersonId person() {
        return new PersonId(required("person"));
    }

    /// The CloudEvents sources that belong to the client: a source is its own if it equals one of these, or continues
    /// it after a slash. None if the claim is missing or is no array of texts.
    public List<String> sources() {
        return claim("sources") instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(source -> ((JsonString) source).getString())
                        .filter(source -> !source.isBlank())
                        .toList()
                : List.of();
    }

    private String required(String name) {
        if (claim(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ProblemException.forbidden("The token has no " + name + " claim.");
    }

    private @Nullable Object claim(String name) {
        Object claim = token.getClaim(name);
        return claim instanceof JsonString text ? text.getString() : claim;
    }
}
