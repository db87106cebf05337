package org.belltower.local.demo.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.local.demo.day.District;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;

/// The access tokens of the people of a day, each asked for once. Thread-safe.
public final class PersonTokens {
    private final Source source;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    private record Key(DistrictId district, PersonId person) {}

    /// Who asks first for a person lets the others wait, who ask for the same.
    private static final class Known {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable String token;
    }

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
        Known one = known.computeIfAbsent(new Key(district.id(), person), _ -> new Known());
        one.lock.lockInterruptibly();
        try {
            String token = one.token;
            if (token == null) {
                token = source.of(district, person);
                one.token = token;
            }
            return token;
        } finally {
            one.lock.unlock();
        }
    }
}
