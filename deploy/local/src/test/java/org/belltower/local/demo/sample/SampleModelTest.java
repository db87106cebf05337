package org.belltower.local.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Binding.Permission;
import org.junit.jupiter.api.Test;

class SampleModelTest {
    private static final StudentId IDA = new StudentId("ida");
    private static final DeviceId PHONE = new DeviceId("phone");

    private static District district() {
        District made = SampleDistrict.make(new Dice(1));
        Family.Device phone = new Family.Device(
                IDA.asPerson(),
                Provider.APNS,
                true,
                false,
                Permission.ALLOWED,
                Map.of(Category.GRADES, Choice.below(new BigDecimal("75"))),
                true,
                null,
                null);
        Family family = new Family(
                "Ida",
                Map.of(IDA, new Family.Student("Ida Eze", List.of(SampleDistrict.MIDDLE_NOW))),
                Map.of(),
                Map.of(PHONE, phone),
                Map.of());
        return new District(
                made.id(),
                made.name(),
                true,
                true,
                made.activeYear(),
                made.producers(),
                made.schools(),
                made.calendars(),
                List.of(family),
                null,
                Map.of());
    }

    private static SampleEvent grade(String id, Duration at, String value) {
        return new SampleEvent(
                id,
                false,
                at.isPositive(),
                at,
                Category.GRADES,
                IDA,
                SampleDistrict.MIDDLE,
                SampleDistrict.MIDDLE_NOW,
                "math",
                new BigDecimal(value));
    }

    @Test
    void a_save_that_changes_nothing_leaves_the_value_older_than_the_threshold_A6() {
        List<SampleEvent> events = List.of(
                grade("before", Duration.ofDays(-1), "66.4"),
                grade("saved", Duration.ofSeconds(1), "66.40"),
                grade("fallen", Duration.ofSeconds(2), "36.9"),
                grade("again", Duration.ofSeconds(3), "35"));
        SampleModel model = new SampleModel(district(), events);
        assertThat(model.expected(1)).isEqualTo(new Expectation.Nobody(Set.of(Reason.NO_CHANGE)));
        assertThat(model.expected(2)).isEqualTo(new Expectation.Told(Set.of(PHONE), Map.of()));
        assertThat(model.expected(3))
                .isEqualTo(new Expectation.Told(Set.of(), Map.of(PHONE, Reason.THRESHOLD_NOT_CROSSED)));
    }
}
