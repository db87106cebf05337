package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// R15.
class AcknowledgementTest {
    private final List<String> asked = new ArrayList<>();
    private int unpublishedFor;
    private long now;
    private final Acknowledgement acknowledgement = new Acknowledgement(
            this::unpublished, Duration.ofMillis(50), () -> now += TimeUnit.MILLISECONDS.toNanos(10));

    @Test
    void a_transaction_that_took_nothing_away_is_asked_for_once() {
        acknowledgement.await(List.of("7"));

        assertThat(asked).containsExactly("7");
    }

    @Test
    void waits_until_the_marks_are_gone() {
        unpublishedFor = 3;
        acknowledgement.await(List.of("7"));

        assertThat(asked).containsExactly("7", "7", "7", "7");
    }

    @Test
    void gives_up_when_it_takes_too_long() {
        unpublishedFor = Integer.MAX_VALUE;

        assertThatThrownBy(() -> acknowledgement.await(List.of("7"))).isInstanceOf(UnpublishedException.class);
        assertThat(asked).hasSizeBetween(2, 6);
    }

    @Test
    void whoever_waits_when_the_service_ends_is_answered_at_once() {
        unpublishedFor = Integer.MAX_VALUE;
        acknowledgement.close();

        assertThatThrownBy(() -> acknowledgement.await(List.of("7"))).isInstanceOf(UnpublishedException.class);
        assertThat(asked).containsExactly("7");
    }

    @Test
    void several_transactions_are_waited_for_no_longer_than_one() {
        unpublishedFor = Integer.MAX_VALUE;

        assertThatThrownBy(() -> acknowledgement.await(List.of("7", "8"))).isInstanceOf(UnpublishedException.class);
        assertThat(asked).containsOnly("7");
    }

    private boolean unpublished(String transaction) {
        asked.add(transaction);
        return asked.size() <= unpublishedFor;
    }
}
