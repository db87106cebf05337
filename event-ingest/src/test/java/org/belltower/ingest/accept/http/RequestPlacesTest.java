package org.belltower.ingest.accept.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.belltower.ingest.accept.Producer;
import org.belltower.ingest.micrometer.MeteredIntake;
import org.belltower.model.DistrictId;
import org.belltower.service.http.ProblemException;
import org.junit.jupiter.api.Test;

class RequestPlacesTest {
    private static final Producer NORTH = new Producer(new DistrictId("north"), "sis", List.of("/sis"));
    private static final Producer SOUTH = new Producer(new DistrictId("south"), "sis", List.of("/sis"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestPlaces places = new RequestPlaces(3, 2, new MeteredIntake(registry));

    @Test
    void a_request_without_a_place_is_turned_away_until_one_is_given_back() {
        RequestPlaces.Place first = places.take(NORTH);
        try (var _ = places.take(NORTH);
                var _ = places.take(SOUTH)) {
            assertThat(refused(SOUTH)).isEqualTo(503);
            first.close();
            places.take(SOUTH).close();
        }
        assertThat(turnedAway()).isEqualTo(1);
    }

    @Test
    void a_client_that_has_its_share_does_not_take_the_others_places() {
        RequestPlaces.Place first = places.take(NORTH);
        try (var _ = places.take(NORTH)) {
            assertThat(refused(NORTH)).isEqualTo(429);
            places.take(SOUTH).close();
            first.close();
            places.take(NORTH).close();
        }
        assertThat(turnedAway()).isEqualTo(1);
    }

    private int refused(Producer producer) {
        return catchThrowableOfType(ProblemException.class, () -> places.take(producer))
                .problem()
                .status();
    }

    private double turnedAway() {
        return registry.counter("belltower.ingest.requests.turned.away").count();
    }
}
