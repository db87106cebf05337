package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.streams.ModelledTopology.PATIENCE;
import static org.belltower.rules.streams.ModelledTopology.TIMES_TO_LIVE;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.belltower.model.DistrictId;
import org.belltower.rules.model.Fate;
import org.belltower.rules.model.Histories;
import org.belltower.rules.model.RulesModel;
import org.belltower.rules.model.Step;
import org.belltower.rules.model.Story;
import org.jspecify.annotations.Nullable;

/// R14, and the rows A1 to A11: the topology does in every step what [RulesModel] says, whatever happens in whichever
/// order, in ten thousand runs of a hundred steps.
///
/// Not of the model are what is forgotten with time, and the lane by which a push goes ([RulesTopologyTest],
/// [MemoryPurgeTest]).
///
/// Each run has a district of its own in a topology that many share, so that what one leaves behind would be found by
/// another.
class RulesModelTest {
    private static final int STEPS = 100;
    private static final int RUNS_A_TOPOLOGY = 250;
    private static final Map<String, ZoneId> ZONES =
            Map.of("high", ZoneId.of("America/Chicago"), "college", ZoneId.of("Asia/Tokyo"));

    private static final List<Lane> LANES = List.of(new Lane("left"), new Lane("right"));
    private static final ExecutorService ASIDE = Executors.newSingleThreadExecutor();

    @AfterContainer
    static void stop() throws IOException {
        ASIDE.close();
        for (Lane lane : LANES) {
            lane.close();
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.arbitrary(STEPS);
    }

    /// Two runs a try, side by side.
    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    void R14_A1_to_A11_the_topology_agrees_with_a_model_that_looks_through_all_that_ever_happened(
            @ForAll("histories") List<Step> left, @ForAll("histories") List<Step> right) throws Throwable {
        try {
            Future<?> beside = ASIDE.submit(() -> LANES.getFirst().check(left));
            LANES.getLast().check(right);
            beside.get();
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /// A topology after the other, each for many runs. One thread at a time.
    private static final class Lane {
        private final String name;
        private @Nullable ModelledTopology topology;
        private int runs;

        Lane(String name) {
            this.name = name;
        }

        @Nullable
        Void check(List<Step> history) throws IOException {
            if (topology == null || runs % RUNS_A_TOPOLOGY == 0) {
                close();
                topology = new ModelledTopology();
            }
            topology.forget();
            check(topology, new DistrictId(name + "-" + runs++), history);
            return null;
        }

        private static void check(ModelledTopology topology, DistrictId district, List<Step> history) {
            Story story = new Story(district, ZONES, new RulesModel(TIMES_TO_LIVE, PATIENCE));
            for (int i = 0; i < history.size(); i++) {
                Step step = history.get(i);
                Story.Turn turn = story.take(step, topology.now());
                topology.does(turn.deed());
                List<Fate> fates = topology.fates(district);
                if (!fates.equals(turn.fates())) {
                    assertThat(fates).as("step %d: %s", i, step).isEqualTo(turn.fates());
                }
            }
            assertThat(topology.deadLetters()).isEmpty();
        }

        void close() throws IOException {
            if (topology != null) {
                topology.close();
            }
        }
    }
}
