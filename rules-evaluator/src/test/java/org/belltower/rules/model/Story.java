package org.belltower.rules.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.model.Step.Happening;

/// A history as it happens to one district: makes of each step what it means in that moment, and tells what must come
/// of it by the [RulesModel].
public final class Story {
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<Excuse> EXCUSES = List.of(Excuse.values());
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-11-20");

    private final DistrictId district;
    private final Map<String, ZoneId> zones;
    private final RulesModel model;
    private final List<ChangeEvent> posted = new ArrayList<>();
    private long version = 10;

    /// @param zones of the schools "high" and "college"
    public Story(DistrictId district, Map<String, ZoneId> zones, RulesModel model) {
        this.district = district;
        this.zones = Map.copyOf(zones);
        this.model = model;
    }

    /// @param fates of what is decided by it, in this order
    public record Turn(Deed deed, List<Fate> fates) {}

    /// What a step is to those who decide.
    public sealed interface Deed {
        record Written(TopicSpec topic, WireRecord record) implements Deed {}

        record Passes(Duration time) implements Deed {}
    }

    /// @param now when the step begins
    public Turn take(Step step, Instant now) {
        return switch (step) {
            case Step.Event told -> {
                ChangeEvent event = event(told, now);
                posted.add(event);
                yield new Turn(new Deed.Written(Topics.CHANGES, ChangeCodec.encode(event)), model.happened(event, now));
            }
            case Step.District told -> {
                DistrictSettings settings = district(told, now);
                model.settings().district(settings);
                yield written(settings, now);
            }
            case Step.School told -> {
                SchoolSettings settings = school(told);
                model.settings().school(settings);
                yield written(settings, now);
            }
            case Step.Calendar told -> {
                CalendarSettings settings = calendar(told);
                model.settings().calendar(settings);
                yield written(settings, now);
            }
            case Step.People people -> {
                var audience =
                        new Audiences(district, now, zone("high")).audience(people, people.newer() ? ++version : 5);
                yield new Turn(
                        new Deed.Written(Topics.AUDIENCE, MessageType.AUDIENCE.encode(audience, now)),
                        model.audience(audience, now));
            }
            case Step.Erased erased -> {
                RecordKey key = new RecordKey(district, erased.student());
                yield new Turn(
                        new Deed.Written(Topics.AUDIENCE, WireRecord.tombstone(key)),
                        model.erased(new StudentId(erased.student()), now));
            }
            case Step.Time time -> new Turn(new Deed.Passes(time.passes()), model.timeIs(now.plus(time.passes())));
        };
    }

    /// Whose event it is of those that were posted.
    public StudentId studentOf(EventId event) {
        return posted.stream()
                .filter(one -> one.id().equals(event))
                .map(one -> one.change().student())
                .findFirst()
                .orElseThrow();
    }

    private static Turn written(Settings settings, Instant now) {
        return new Turn(new Deed.Written(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, now)), List.of());
    }

    private DistrictSettings district(Step.District told, Instant now) {
        return new DistrictSettings(
                district,
                ++version,
                told.on(),
                told.food(),
                told.year(),
                told.switchedOn() == null ? null : now.minus(told.switchedOn()),
                told.mandatory());
    }

    private SchoolSettings school(Step.School told) {
        return new SchoolSettings(
                district,
                ++version,
                new SchoolId(told.id()),
                zone(told.id()),
                told.displayed(),
                told.contact(),
                told.notices());
    }

    private ZoneId zone(String school) {
        return zones.getOrDefault(school, ZoneOffset.UTC);
    }

    private CalendarSettings calendar(Step.Calendar told) {
        return new CalendarSettings(
                district,
                ++version,
                new CalendarId(told.id()),
                new SchoolId(told.school()),
                told.year(),
                LocalDate.parse("2028-06-04"),
                told.excluded());
    }

    private ChangeEvent event(Step.Event event, Instant now) {
        if (event.copy() >= 0 && event.copy() < posted.size()) {
            return posted.get(posted.size() - 1 - event.copy());
        }
        Instant time = now.minus(event.age());
        // A log grows with time, and so do its positions.
        SourcePosition position = event.place() == null
                ? null
                : new SourcePosition(0, now.minus(event.place()).getEpochSecond());
        return new ChangeEvent(
                district,
                new EventId("sis", position != null ? "/log" : "/gradebook", "e-" + posted.size()),
                new EventOrder(time, position),
                event.origin(),
                step(event),
                change(event.what()));
    }

    private static ItemStep step(Step.Event event) {
        return switch (event.becomes()) {
            case Step.Becomes.There(boolean unchanged) -> new ItemStep.Upsert(unchanged);
            case Step.Becomes.Renamed(int former, boolean unchanged) ->
                new ItemStep.Move(change(event.what().as(former)).item(), unchanged);
            case Step.Becomes.Gone _ -> new ItemStep.Delete();
        };
    }

    private static Change change(Happening what) {
        StudentId student = new StudentId(what.student());
        SchoolId school = new SchoolId(what.calendar().startsWith("college") ? "college" : "high");
        CalendarId calendar = new CalendarId(what.calendar());
        LocalDate day = FIRST_DAY.plusDays(what.item() / 2);
        String name = "item-" + what.item();
        return switch (what.category()) {
            case ASSIGNMENTS -> new AssignmentScored(student, school, calendar, name, score(what.value()));
            case GRADES -> new GradePosted(student, school, calendar, "math", name, score(what.value()));
            case ATTENDANCE ->
                new AttendanceRecorded(
                        student,
                        school,
                        calendar,
                        day,
                        "period-" + what.item() % 2,
                        // 11 is 9 in a period without instruction.
                        STATUSES.get(what.value() == 11 ? 1 : what.value() % 4),
                        EXCUSES.get(what.value() / 3),
                        what.value() == 11 ? Boolean.FALSE : null);
            case LUNCH_BALANCE ->
                new LunchBalanceChanged(
                        student, name, BigDecimal.valueOf(what.value() - 5L), Currency.getInstance("USD"));
            case RESPONSIVE_SCHEDULE ->
                new ScheduleChanged(student, school, calendar, day, name, "offering-" + what.value() % 3, "B12");
        };
    }

    private static Score score(int value) {
        return switch (value) {
            case 0 -> new Score.Unscored(Score.Status.MISSING);
            case 1 -> new Score.Unscored(Score.Status.EXEMPT);
            case 2 -> new Score.Letter("E", null);
            case 3 -> new Score.Letter("D", new BigDecimal("65"));
            case 4 -> new Score.Percent(new BigDecimal("0"));
            case 5 -> new Score.Percent(new BigDecimal("59.99"));
            case 6 -> new Score.Percent(new BigDecimal("60"));
            case 7 -> new Score.Percent(new BigDecimal("60.0"));
            case 8 -> new Score.Percent(new BigDecimal("69.5"));
            case 9 -> new Score.Percent(new BigDecimal("70"));
            default -> new Score.Percent(BigDecimal.valueOf(value * 10L));
        };
    }
}
