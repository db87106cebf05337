package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

/// The lab of Maya Thompson: assignments-05 is 75, -06 is 55, -07 is 85, -08 is 50. The model of Ella Reed is saved,
/// deleted, saved and saved: rows-01 to rows-04.
class CapturedRowsTest {
    private final FirstDay day = FirstDayFiles.load();
    private final WrittenEvidence evidence = new WrittenEvidence(day, PhoneTokens.make(day, new Random(1)));

    private ChangeEvent row(String event) {
        return Objects.requireNonNull(evidence.rowOf.get(event));
    }

    private EventKey key(String event) {
        return new EventKey(row(event).district(), row(event).id());
    }

    private static ChangeEvent at(ChangeEvent row, long position) {
        EventOrder order = new EventOrder(row.order().time(), new SourcePosition(0, position));
        return new ChangeEvent(row.district(), row.id(), order, row.origin(), row.step(), row.change());
    }

    private static long position(ChangeEvent row) {
        return Objects.requireNonNull(row.order().position()).position();
    }

    private void swapInLog(String one, String other) {
        evidence.rows.remove(row(one));
        evidence.rows.remove(row(other));
        evidence.rows.add(at(row(one), position(row(other))));
        evidence.rows.add(at(row(other), position(row(one))));
    }

    private List<String> told() {
        return evidence.report().deviations().stream().map(Deviation::sentence).toList();
    }

    @Test
    void rows_are_found_in_whatever_order_their_topic_is_read() {
        Collections.shuffle(evidence.rows, new Random(3));
        assertThat(told()).isEmpty();
    }

    @Test
    void two_decisions_of_one_item_that_were_mixed_up_are_found() {
        List<Decision> first = Objects.requireNonNull(evidence.decisions.get(key("assignments-05")));
        List<Decision> second = Objects.requireNonNull(evidence.decisions.get(key("assignments-06")));
        evidence.decisions.put(key("assignments-05"), second);
        evidence.decisions.put(key("assignments-06"), first);
        assertThat(told())
                .anyMatch(sentence -> sentence.contains("will-tablet was") && sentence.contains("assignments-05"))
                .anyMatch(sentence -> sentence.contains("will-phone was") && sentence.contains("assignments-06"));
    }

    @Test
    void a_row_without_a_decision_is_found() {
        evidence.decisions.remove(key("rows-02"));
        assertThat(told())
                .containsExactly("rows-02 \"A score that is taken back is told to nobody, and as it was it comes back"
                        + " without a word\" (A4, I-13, I-21) has 0 decisions of 1");
    }

    @Test
    void a_row_that_is_decided_twice_is_found_even_as_a_repeat() {
        Decision once =
                Objects.requireNonNull(evidence.decisions.get(key("rows-02"))).getFirst();
        Decision repeat = new Decision(
                once.district(),
                once.student(),
                once.event(),
                once.category(),
                once.decided(),
                Reason.REPEAT,
                List.of());
        evidence.decisions.put(key("rows-02"), List.of(once, repeat));
        assertThat(told())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("rows-02", "has 2 decisions"));
    }

    @Test
    void a_row_that_was_not_captured_is_found_and_its_push_is_missed() {
        evidence.rows.remove(row("assignments-06"));
        assertThat(told())
                .anyMatch(sentence ->
                        sentence.contains("assignments-06") && sentence.endsWith("was not captured as it was changed"))
                .anyMatch(
                        sentence -> sentence.startsWith("will-phone (maple-valley) received nothing of assignments-06"))
                .noneMatch(sentence -> sentence.contains("assignments-07") || sentence.contains("assignments-08"));
    }

    @Test
    void rows_of_an_item_that_were_captured_in_another_order_are_found() {
        swapInLog("assignments-05", "assignments-07");
        assertThat(told())
                .anyMatch(sentence -> sentence.endsWith("was not captured as it was changed"))
                .anyMatch(sentence -> sentence.endsWith("and nobody changed that"));
    }

    @Test
    void a_change_that_was_captured_twice_under_two_ids_or_under_one_is_found() {
        ChangeEvent row = row("assignments-08");
        evidence.rows.add(row);
        assertThat(told()).containsExactly(row.id().id() + " was written twice to the topic of changes");

        evidence.rows.removeLast();
        evidence.rows.add(new ChangeEvent(
                row.district(),
                new EventId(row.id().client(), row.id().source(), "sis.row@0.1000"),
                new EventOrder(row.order().time(), new SourcePosition(0, 1000)),
                row.origin(),
                row.step(),
                row.change()));
        assertThat(told())
                .containsExactly(
                        "sis.row@0.1000 was captured of ASSIGNMENTS of maya-thompson (maple-valley), and nobody"
                                + " changed that");
    }

    @Test
    void a_value_a_step_and_an_origin_are_to_be_what_they_were() {
        for (ChangeEvent wrong : List.of(
                with(row("rows-02"), Origin.LIVE, new ItemStep.Upsert()),
                with(row("rows-01"), Origin.SNAPSHOT, new ItemStep.Upsert()),
                with(row("rows-11"), Origin.LIVE, new ItemStep.Upsert()))) {
            ChangeEvent right = evidence.rows.stream()
                    .filter(row -> row.id().equals(wrong.id()))
                    .findFirst()
                    .orElseThrow();
            evidence.rows.set(evidence.rows.indexOf(right), wrong);
            assertThat(told()).anyMatch(sentence -> sentence.endsWith("was not captured as it was changed"));
            evidence.rows.set(evidence.rows.indexOf(wrong), right);
        }
        assertThat(told()).isEmpty();
        assertThat(row("rows-11").step()).isInstanceOf(ItemStep.Move.class);
        assertThat(row("rows-11").change()).isInstanceOf(AssignmentScored.class);
    }

    private static ChangeEvent with(ChangeEvent row, Origin origin, ItemStep step) {
        return new ChangeEvent(row.district(), row.id(), row.order(), origin, step, row.change());
    }

    @Test
    void a_push_for_a_row_that_had_to_stay_silent_is_unexpected() {
        Phone hannah = new Phone(new DistrictId("maple-valley"), new DeviceId("hannah-phone"));
        evidence.receive(hannah, PushId.of(hannah.district(), row("rows-03").id(), hannah.device()));
        assertThat(evidence.report().deviations()).singleElement().satisfies(deviation -> {
            assertThat(deviation.kind()).isEqualTo(Kind.UNEXPECTED);
            assertThat(deviation.sentence()).startsWith("hannah-phone (maple-valley)");
        });
    }
}
