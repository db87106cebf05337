package org.belltower.local.demo.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Way;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.sis.SampleSis;

/// Something that happens in the sample district.
///
/// @param bySis whether it comes by a row of the student information system
/// @param live or of a snapshot
/// @param at from the start of play; before 0 it happened before anybody chose anything
/// @param school not sent with a balance, which belongs to none
/// @param item what of the student's: the course, the assignment, the period, the account
/// @param value a number; of attendance and of the schedule, which have no numbers, one that stands for a word
record SampleEvent(
        String id,
        boolean bySis,
        boolean live,
        Duration at,
        Category category,
        StudentId student,
        SchoolId school,
        CalendarId calendar,
        String item,
        BigDecimal value) {
    private static final String DAY = "2026-11-20";
    private static final String[] STATUSES = {"PRESENT", "TARDY", "ABSENT"};

    /// Of attendance.
    String status() {
        return STATUSES[value.intValueExact() % STATUSES.length];
    }

    /// Whether it tells of the same thing: a course in another school's or year's calendar is another course.
    boolean isAbout(SampleEvent other) {
        return category == other.category
                && student.equals(other.student)
                && item.equals(other.item)
                && (category == Category.LUNCH_BALANCE || calendar.equals(other.calendar));
    }

    Way way() {
        return bySis ? new Way.Saved() : new Way.Posted();
    }

    String client() {
        return bySis ? SampleSis.CLIENT : SampleDistrict.PRODUCER;
    }

    Body body() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id);
        attributes.put("source", bySis ? SampleSis.SOURCE : SampleDistrict.SOURCE);
        attributes.put("type", "org.belltower." + type() + ".v1");
        attributes.put("origin", live ? Way.LIVE : "snapshot");
        return new Body.Event(at, attributes, data());
    }

    private String type() {
        return switch (category) {
            case ASSIGNMENTS -> "assignment-scored";
            case GRADES -> "grade-posted";
            case ATTENDANCE -> "attendance-recorded";
            case LUNCH_BALANCE -> "lunch-balance-changed";
            case RESPONSIVE_SCHEDULE -> "schedule-changed";
        };
    }

    private ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("student", student.value());
        if (category != Category.LUNCH_BALANCE) {
            data.put("school", school.value()).put("calendar", calendar.value());
        }
        switch (category) {
            case ASSIGNMENTS -> data.put("assignment", item).putObject("score").put("percent", value);
            case GRADES ->
                data.put("course", item).put("term", "Q2").putObject("grade").put("percent", value);
            case ATTENDANCE ->
                data.put("date", DAY)
                        .put("period", item)
                        .put("status", status())
                        .put("excuse", "UNKNOWN");
            case LUNCH_BALANCE ->
                data.put("account", item).put("currency", "USD").put("balance", value);
            case RESPONSIVE_SCHEDULE ->
                data.put("date", DAY)
                        .put("period", item)
                        .put("offering", "Chess")
                        .put("room", "R" + value.stripTrailingZeros().toPlainString());
        }
        return data;
    }
}
