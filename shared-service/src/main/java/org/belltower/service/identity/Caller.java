package org.belltower.service.identity;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.right.GroupId;
import org.belltower.service.http.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Who is calling, from the claims of the verified token: the only place a district may come from (I-9).
@RequestScoped
@Unremovable
public class Caller {
    private static final int LONGEST_CLIENT = 255;

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /// @throws ProblemException 403 if the token names no district
    public DistrictId district() {
        return claim("district", DistrictId::new);
    }

    /// The client the token was issued to (`azp`).
    ///
    /// @throws ProblemException 403 if the token names no client
    public String client() {
        return claim("azp", client -> InvalidFieldException.text("client", client, LONGEST_CLIENT));
    }

    /// The application that the token was issued to, whoever calls by it: `azp`, or else `client_id`
    /// (RFC 9068). Empty if the token names none, or one that is no client's id.
    public Optional<String> application() {
        return Stream.of("azp", "client_id")
                .flatMap(name -> claim(name) instanceof String text ? Stream.of(text) : Stream.empty())
                .findFirst()
                .flatMap(text -> {
                    try {
                        return Optional.of(InvalidFieldException.text("client", text, LONGEST_CLIENT));
                    } catch (InvalidFieldException e) {
                        return Optional.empty();
                    }
                });
    }

    /// The person who signed in.
    ///
    /// @throws ProblemException 403 if the token is not a person's
    public PersonId person() {
        return claim("person", PersonId::new);
    }

    /// When the person signed in, in whole seconds, cut off: `auth_time` (OpenID Connect Core, 2; RFC 9068,
    /// 2.2.1), which a refreshed token keeps, else when the token was issued (`iat`), and never later than
    /// that. Empty if the token does not say when it was issued.
    ///
    /// @throws ProblemException 403 if `auth_time` is there and is no time
    public Optional<Instant> signedInAt() {
        Optional<Instant> issued = time("iat");
        if (!hasAuthTime()) {
            return issued;
        }
        Instant signedIn = time("auth_time")
                .orElseThrow(() -> ProblemException.forbidden("The token's auth_time claim must be a time."));
        return issued.map(at -> signedIn.isBefore(at) ? signedIn : at);
    }

    /// Whether [#signedInAt] can be asked: `auth_time` is a time, or is not there.
    public boolean isAuthTimeValid() {
        return !hasAuthTime() || time("auth_time").isPresent();
    }

    /// Asked for a claim of this name that is missing, the token says 0.
    private boolean hasAuthTime() {
        return token.getClaimNames().contains("auth_time");
    }

    private Optional<Instant> time(String name) {
        return switch (claim(name)) {
            case Number seconds -> time(seconds.longValue());
            case JsonNumber seconds -> time(seconds.longValue());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Instant> time(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /// Whether there is a token: no request gets in without one, so what has none is nobody's call.
    public boolean hasToken() {
        return token.getRawToken() != null;
    }

    /// Whether the token names a person at all, be it one that [#person] refuses.
    public boolean isPerson() {
        return claim("person") != null;
    }

    /// Who is answerable for what this call does: the person, or else the client.
    ///
    /// @throws ProblemException 403 if the token names neither
    public Actor actor() {
        return isPerson() ? new Actor.Person(person()) : new Actor.Client(client());
    }

    /// The user groups of the person. What cannot be a group's name is none.
    public Set<GroupId> groups() {
        return texts("groups")
                .flatMap(group -> {
                    try {
                        return Stream.of(new GroupId(group));
                    } catch (InvalidFieldException e) {
                        return Stream.empty();
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The CloudEvents sources that belong to the client: a source is its own if it equals one of these, or continues
    /// it after a slash. None if the claim is missing or is no array of texts.
    public List<String> sources() {
        return texts("sources").filter(source -> !source.isBlank()).toList();
    }

    /// Of an array; none if the claim is missing or is no array, and what is no text in it is passed over.
    private Stream<String> texts(String name) {
        return claim(name) instanceof Collection<?> array
                ? array.stream().flatMap(element -> switch (element) {
                    case JsonString text -> Stream.of(text.getString());
                    case String text -> Stream.of(text);
                    case null, default -> Stream.empty();
                })
                : Stream.empty();
    }

    private <T> T claim(String name, Function<String, T> read) {
        if (!(claim(name) instanceof String text) || text.isBlank()) {
            throw ProblemException.forbidden("The token has no " + name + " claim.");
        }
        try {
            return read.apply(text);
        } catch (InvalidFieldException e) {
            throw ProblemException.forbidden("The token's " + name + " claim " + e.rule() + ".");
        }
    }

    private @Nullable Object claim(String name) {
        Object claim = token.getClaim(name);
        return claim instanceof JsonString text ? text.getString() : claim;
    }
}
