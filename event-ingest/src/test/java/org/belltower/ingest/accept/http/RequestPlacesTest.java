package org.belltower.ingest.accept.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.belltower.ingest.accept.micrometer.MeteredIntake;
import org.belltower.service.http.ProblemException;
import org.junit.jupiter.api.Test;

class RequestPlacesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestPlaces places = new RequestPlaces(2, new MeteredIntake(registry));

    @Test
    void a_request_without_a_place_is_turned_away_until_one_is_given_back() {
        RequestPlaces.Place first = places.take();
        try (var _ = places.take()) {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, places::take);
            assertThat(refusal.problem().status()).isEqualTo(503);
            first.close();
            places.take().close();
        }
        assertThat(registry.counter("belltower.ingest.requests.turned.away").count())
                .isEqualTo(1);
    }
}
