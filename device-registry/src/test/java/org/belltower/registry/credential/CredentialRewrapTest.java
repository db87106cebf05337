package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.KeyRing;
import org.junit.jupiter.api.Test;

class CredentialRewrapTest {
    private static final KeyRing TWO = KeyRing.of("new", Map.of("old", new byte[32], "new", new byte[32]));

    /// Those under the old key, in order.
    private final List<CredentialId> old = new ArrayList<>(IntStream.range(0, 250)
            .mapToObj(number -> new CredentialId(
                    new DistrictId("north"), new AppId(String.format(Locale.ROOT, "%03d", number)), Provider.APNS))
            .toList());

    private List<CredentialId> under(Set<String> keys, Optional<CredentialId> after, int most) {
        assertThat(keys).containsExactly("old");
        return old.stream()
                .filter(id -> after.isEmpty()
                        || id.app().value().compareTo(after.get().app().value()) > 0)
                .limit(most)
                .toList();
    }

    @Test
    void each_tick_moves_a_portion_and_the_next_goes_on() {
        CredentialRewrap rewrap = new CredentialRewrap(TWO, this::under, old::remove);
        assertThat(rewrap.tick()).isEqualTo(100);
        assertThat(rewrap.tick()).isEqualTo(100);
        assertThat(rewrap.tick()).isEqualTo(50);
        assertThat(rewrap.tick()).isZero();
        assertThat(old).isEmpty();
    }

    @Test
    void those_that_cannot_be_moved_hold_up_no_other_and_are_tried_again_in_the_next_round() {
        Set<CredentialId> broken = Set.copyOf(old.subList(0, 120));
        CredentialRewrap rewrap = new CredentialRewrap(TWO, this::under, id -> !broken.contains(id) && old.remove(id));
        assertThat(rewrap.tick()).isZero();
        assertThat(rewrap.tick()).isEqualTo(80);
        assertThat(rewrap.tick()).isEqualTo(50);
        assertThat(old).hasSize(120);
        assertThat(rewrap.tick()).isZero();
    }

    @Test
    void with_one_key_there_is_nothing_to_move() {
        KeyRing one = KeyRing.of("old", Map.of("old", new byte[32]));
        assertThat(new CredentialRewrap(one, this::under, _ -> true).tick()).isZero();
    }
}
