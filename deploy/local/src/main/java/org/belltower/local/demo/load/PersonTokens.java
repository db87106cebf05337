package org.belltower.local.demo.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.local.demo.day.District;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;

/// The access tokens of the people of a day, each asked for once. Thread-safe.
public final class PersonTokens {
    private final Source source;
    private final Map<Key, String> known = new ConcurrentHashMap<>();

    private record Key(DistrictId district, PersonId person) {}

    /// Where a person's access token comes from. Blocks.
    @FunctionalInterface
    public interface Source {
        String of(District district, PersonId person) throws InterruptedException;
    }

    public PersonTokens(Source source) {
        this.source = source;
    }

    /// Blocks if it is not known yet.
    String of(District district, PersonId person) throws InterruptedException {
        Key key = new Key(district.id(), person);
        String token = known.get(key);
        if (token == null) {
            token = source.of(district, person);
            known.put(key, token);
        }
        return token;
    }
}
