package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.streams.SisDriver.NOON;
import static org.belltower.ingest.streams.SisDriver.PATIENCE;
import static org.belltower.ingest.streams.SisDriver.SCORE;
import static org.belltower.ingest.streams.SisDriver.with;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;

/// Whatever the order in which the topics of two tables are merged, the same is told of each score, and
/// nothing waits in vain: of any history of assignments that are renamed and deleted, and scores that
/// change, get other keys and go with them. jqwik prints the seed.
@SuppressWarnings("NullAway.Init") // Opened before all tries.
class AnyMergeTest {
    /// One of all tries: ids are used once, and positions grow.
    private static final CapturedRows SIS = new CapturedRows(NOON);

    private static int ids;
    private static SisDriver one;
    private static SisDriver other;
    private static Path state;

    @BeforeContainer
    static void start() throws IOException {
        state = Files.createTempDirectory("any-merge");
        one = new SisDriver(state.resolve("one"));
        other = new SisDriver(state.resolve("other"));
        one.peopleAreKnown();
        other.peopleAreKnown();
        // After what is known of the people.
        for (int i = 0; i < 10; i++) {
            SIS.read("student", Map.of("student_id", i));
        }
    }

    @AfterContainer
    static void stop() throws IOException {
        one.close();
        other.close();
        try (var all = Files.walk(state)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void the_same_is_told_in_whatever_order_topics_are_merged(@ForAll Random random) {
        List<Entry> history = new History(random).entries();
        List<ChangeEvent> inOrder = told(one, history);
        List<ChangeEvent> merged = told(other, merged(history, random));
        assertThat(inOrder).as("what was withdrawn while it waited is left out").containsAll(merged);
        // A score that moved and was deleted while it waited may still be known under the name that it had.
        assertThat(items(merged)).containsAllEntriesOf(items(inOrder));
    }

    /// A record on a table's topic.
    private record Entry(String table, TestRecord<byte[], byte[]> record) {}

    private static List<ChangeEvent> told(SisDriver school, List<Entry> entries) {
        entries.forEach(entry -> school.put(entry.table(), entry.record()));
        school.waitFor(PATIENCE.plusMinutes(2));
        assertThat(school.reasons()).isEmpty();
        return school.events();
    }

    /// Each table's in its order.
    private static List<Entry> merged(List<Entry> history, Random random) {
        Map<String, Queue<Entry>> topics = new TreeMap<>();
        history.forEach(entry ->
                topics.computeIfAbsent(entry.table(), _ -> new ArrayDeque<>()).add(entry));
        List<Queue<Entry>> left = new ArrayList<>(topics.values());
        List<Entry> merged = new ArrayList<>();
        while (!left.isEmpty()) {
            Queue<Entry> topic = left.get(random.nextInt(left.size()));
            // Runs of some length, as they are fetched.
            for (int i = random.nextInt(4); i >= 0 && !topic.isEmpty(); i--) {
                merged.add(topic.remove());
            }
            left.removeIf(Queue::isEmpty);
        }
        return merged;
    }

    /// What is known of each item at the end, as the evaluator remembers it.
    private static Map<String, Value> items(List<ChangeEvent> events) {
        Map<String, Value> items = new TreeMap<>();
        events.stream()
                .sorted(Comparator.comparing(
                        event -> Objects.requireNonNull(event.order().position())))
                .forEach(event -> {
                    String item = event.change().item();
                    switch (event.step()) {
                        case ItemStep.Upsert _ -> items.put(item, event.change().value());
                        case ItemStep.Delete _ -> items.remove(item);
                        case ItemStep.Move move -> {
                            items.remove(move.from());
                            items.put(item, event.change().value());
                        }
                    }
                });
        return items;
    }

    /// What happened in the source. No id is used twice, and each assignment has at most one score.
    private static final class History {
        private final List<Entry> entries = new ArrayList<>();
        private final Random random;
        private final List<String> assignments = new ArrayList<>();
        /// By their assignments.
        private final Map<String, Map<String, ?>> scores = new HashMap<>();

        History(Random random) {
            this.random = random;
        }

        List<Entry> entries() {
            insert();
            for (int i = 0; i < 14; i++) {
                step();
            }
            return entries;
        }

        private void step() {
            String assignment = assignments.isEmpty() ? "" : assignments.get(random.nextInt(assignments.size()));
            Map<String, ?> score = scores.get(assignment);
            switch (random.nextInt(6)) {
                case 0 -> insert();
                case 1 -> rename(assignment, score);
                case 2 -> delete(assignment, score);
                default -> change(assignment, score);
            }
        }

        private void insert() {
            String assignment = id("assignment");
            Map<String, ?> score = with(with(SCORE, "score_id", id("score")), "assignment_id", assignment);
            assignments.add(assignment);
            scores.put(assignment, score);
            add("assignment", SIS.insert("assignment", row(assignment)));
            add("score", SIS.insert("score", score));
        }

        private void rename(String assignment, @Nullable Map<String, ?> score) {
            if (score == null) {
                return;
            }
            String renamed = id("assignment");
            add("assignment", SIS.rekey("assignment", row(assignment), row(renamed)));
            Map<String, ?> moved = with(score, "assignment_id", renamed);
            add("score", SIS.update("score", score, moved));
            assignments.remove(assignment);
            assignments.add(renamed);
            scores.put(renamed, moved);
        }

        private void delete(String assignment, @Nullable Map<String, ?> score) {
            if (score == null) {
                return;
            }
            add("score", SIS.delete("score", score));
            add("assignment", SIS.delete("assignment", row(assignment)));
            assignments.remove(assignment);
        }

        private void change(String assignment, @Nullable Map<String, ?> score) {
            if (score == null) {
                return;
            }
            Map<String, ?> changed = with(score, "points", random.nextInt(50));
            if (random.nextBoolean()) {
                changed = with(changed, "score_id", id("score"));
                add("score", SIS.rekey("score", score, changed));
            } else {
                add("score", SIS.update("score", score, changed));
            }
            scores.put(assignment, changed);
        }

        private static String id(String of) {
            ids++;
            return of + "-" + ids;
        }

        private static Map<String, ?> row(String assignment) {
            return Map.of("assignment_id", assignment, "points_possible", 50);
        }

        private void add(String table, CapturedRows.Rekeyed rekeyed) {
            add(table, rekeyed.end().record());
            add(table, rekeyed.begin().record());
        }

        private void add(String table, TestRecord<byte[], byte[]> record) {
            entries.add(new Entry(table, record));
        }
    }
}
