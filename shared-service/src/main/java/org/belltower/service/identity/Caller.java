package org.belltower.service.identity;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.service.http.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

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
    /// it
    /// after a slash.
    public List<String> sources() {
        return token.<JsonArray>claim("sources").stream()
                .flatMap(array -> array.getValuesAs(JsonString.class).stream())
                .map(JsonString::getString)
                .toList();
    }

    private String required(String claim) {
        Optional<String> value = token.claim(claim);
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> ProblemException.forbidden("The token has no " + claim + " claim."));
    }
}
