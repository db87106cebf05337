package org.belltower.dispatch.history.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.belltower.dispatch.history.GivenHistory;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Pushed;
import org.belltower.model.outcome.Decision.Skipped;
import org.belltower.model.outcome.Reason;
import org.junit.jupiter.api.Test;

class TotalsPropertyTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Candidate candidate(Decision.Candidate decided, Random random, List<Ending> endings) {
        return switch (decided) {
            case Skipped skipped ->
                Candidate.skipped(
                        skipped.device().value(),
                        skipped.person().value(),
                        skipped.reason().name(),
                        NOON);
            case Pushed pushed -> {
                for (int ends = random.nextInt(4); ends > 0; ends--) {
                    endings.add(Ending.of(GivenHistory.outcome(
                            GivenHistory.NORTH,
                            "e-1",
                            1,
                            NOON.plusSeconds(random.nextInt(3)),
                            GivenHistory.result(random))));
                }
                yield Candidate.pushed(
                        pushed.device().value(),
                        pushed.person().value(),
                        pushed.push().value(),
                        endings);
            }
        };
    }

    @Property
    void I_2_candidates_are_the_sum_of_the_states_and_each_state_is_the_sum_of_its_reasons(
            @ForAll @IntRange(max = 60) int devices, @ForAll long seed) {
        Random random = new Random(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (Decision.Candidate decided : GivenHistory.candidates(GivenHistory.NORTH, "e-1", devices, random)) {
            List<Ending> endings = new ArrayList<>();
            Candidate candidate = candidate(decided, random, endings);
            boolean pushed = decided instanceof Pushed;
            // One reason where there must be one, and none elsewhere.
            boolean hasReason =
                    candidate.state() == CandidateState.SKIPPED || candidate.state() == CandidateState.FAILED;
            assertThat(candidate.reason() != null).isEqualTo(hasReason);
            assertThat(candidate.state() == CandidateState.PENDING).isEqualTo(pushed && endings.isEmpty());
            candidates.add(candidate);
        }

        Totals totals = Totals.of(candidates);

        assertThat(totals.candidates()).isEqualTo(devices);
        assertThat(totals.byState()).containsOnlyKeys(CandidateState.values());
        assertThat(totals.byState().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(devices);
        for (CandidateState state : CandidateState.values()) {
            assertThat(totals.byReason().stream()
                            .filter(each -> each.state() == state)
                            .mapToInt(Totals.ByReason::count)
                            .sum())
                    .isEqualTo(totals.byState().get(state));
        }
    }

    /// It may be played again: then it has ended as it ended then.
    private static boolean isOfDeadLetter(Ending end) {
        return Reason.PUSH_UNUSABLE.name().equals(end.reason())
                || Reason.PUSH_REJECTED.name().equals(end.reason());
    }

    @Test
    void I_20_a_push_that_was_a_dead_letter_and_played_again_has_ended_as_it_ended_then() {
        Ending buried = new Ending(CandidateState.SKIPPED, Reason.PUSH_UNUSABLE.name(), NOON);
        Ending replayed = new Ending(CandidateState.SKIPPED, Reason.SIGNED_OUT.name(), NOON.plusSeconds(1));

        assertThat(Ending.among(List.of(buried))).contains(buried);
        assertThat(Ending.among(List.of(buried, replayed))).contains(replayed);
    }

    /// Whatever their order, of the same outcomes the same one counts: two copies of a topic tell the same.
    @Property
    void I_55_of_several_ends_one_counts_and_an_accepted_one_wins(
            @ForAll @IntRange(min = 1, max = 6) int ends, @ForAll long seed) {
        Random random = new Random(seed);
        List<Ending> endings = new ArrayList<>();
        for (int end = 0; end < ends; end++) {
            endings.add(Ending.of(GivenHistory.outcome(
                    GivenHistory.NORTH, "e-1", 1, NOON.plusSeconds(end), GivenHistory.result(random))));
        }
        Ending first =
                endings.stream().filter(end -> !isOfDeadLetter(end)).findFirst().orElse(endings.getFirst());
        boolean accepted = endings.stream().anyMatch(end -> end.state() == CandidateState.ACCEPTED);
        Collections.shuffle(endings, random);

        Ending counts = Ending.among(endings).orElseThrow();

        assertThat(counts.state() == CandidateState.ACCEPTED).isEqualTo(accepted);
        if (!accepted) {
            assertThat(counts).isEqualTo(first);
        }
    }
}
