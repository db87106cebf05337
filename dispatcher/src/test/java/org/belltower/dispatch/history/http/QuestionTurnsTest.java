package org.belltower.dispatch.history.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.history.http.QuestionTurns.Asker;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionTurnsTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final Asker GREEDY = new Asker(NORTH, new Actor.Client("sis"));
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        answer.countDown();
        threads.close();
    }

    /// One that takes until the answer is let go.
    private Future<String> slowly(QuestionTurns turns) {
        return threads.submit(() -> turns.ask(GREEDY, () -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                answer.await();
                return "answered";
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        }));
    }

    private static void assertTurnedAway(QuestionTurns turns, Asker asker) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> turns.ask(asker, () -> "answered"))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(429));
    }

    @Test
    void who_asks_slowly_and_without_end_has_one_answer_at_a_time_and_stops_nobody_else() throws Exception {
        QuestionTurns turns = new QuestionTurns(SOON);
        List<Future<String>> asked = new ArrayList<>();
        for (int question = 0; question < QuestionTurns.MOST; question++) {
            asked.add(slowly(turns));
        }
        await().atMost(SOON).until(() -> atOnce.get() == 1);
        await().atMost(SOON).until(() -> turns.asked(GREEDY) == QuestionTurns.MOST);
        assertTurnedAway(turns, GREEDY);

        List<Asker> others = List.of(
                new Asker(NORTH, new Actor.Client("other")),
                new Asker(NORTH, new Actor.Person(new PersonId("sis"))),
                new Asker(new DistrictId("south"), new Actor.Client("sis")));
        for (Asker other : others) {
            assertThat(turns.ask(other, () -> "answered")).isEqualTo("answered");
        }

        answer.countDown();
        for (Future<String> each : asked) {
            assertThat(each.get()).isEqualTo("answered");
        }
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void a_question_that_waits_too_long_for_its_turn_is_turned_away_and_the_next_is_answered() throws Exception {
        QuestionTurns turns = new QuestionTurns(Duration.ofMillis(20));
        Future<String> slow = slowly(turns);
        await().atMost(SOON).until(() -> atOnce.get() == 1);

        assertTurnedAway(turns, GREEDY);

        answer.countDown();
        assertThat(slow.get()).isEqualTo("answered");
        assertThat(turns.ask(GREEDY, () -> "answered")).isEqualTo("answered");
    }

    @Test
    void a_question_that_fails_gives_its_turn_back() {
        QuestionTurns turns = new QuestionTurns(Duration.ZERO);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> turns.ask(GREEDY, () -> {
                    throw new IllegalStateException("away");
                }));

        assertThat(turns.ask(GREEDY, () -> "answered")).isEqualTo("answered");
    }
}
