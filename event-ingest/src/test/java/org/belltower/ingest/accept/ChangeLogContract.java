package org.belltower.ingest.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.model.change.ChangeEvent;
import org.junit.jupiter.api.Test;

/// What every change log must do.
public interface ChangeLogContract {
    ChangeLog log();

    /// What readers of the log see of a student's events, in order.
    List<ChangeEvent> eventsAbout(String student);

    @Test
    default void an_acknowledged_event_is_there_for_readers() {
        String student = ChangeEvents.newStudent();
        ChangeEvent event = ChangeEvents.about(student);
        assertThat(log().append(List.of(event))).containsExactly(ChangeLog.Append.ACKNOWLEDGED);
        assertThat(eventsAbout(student)).containsExactly(event);
    }

    @Test
    default void the_events_of_a_student_stay_in_the_order_given() {
        String one = ChangeEvents.newStudent();
        String other = ChangeEvents.newStudent();
        List<ChangeEvent> events = Stream.generate(() -> List.of(ChangeEvents.about(one), ChangeEvents.about(other)))
                .limit(100)
                .flatMap(List::stream)
                .toList();
        assertThat(log().append(events)).isEqualTo(Collections.nCopies(200, ChangeLog.Append.ACKNOWLEDGED));
        assertThat(eventsAbout(one))
                .isEqualTo(events.stream().filter(e -> e.key().id().equals(one)).toList());
        assertThat(eventsAbout(other))
                .isEqualTo(
                        events.stream().filter(e -> e.key().id().equals(other)).toList());
    }

    @Test
    default void an_event_appended_again_is_a_second_record_with_the_same_id() {
        String student = ChangeEvents.newStudent();
        ChangeEvent event = ChangeEvents.about(student);
        log().append(List.of(event));
        log().append(List.of(event));
        assertThat(eventsAbout(student)).containsExactly(event, event);
    }

    @Test
    default void nothing_appended_is_nothing_answered() {
        assertThat(log().append(List.of())).isEmpty();
    }
}
