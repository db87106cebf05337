package org.belltower.rules.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.belltower.model.Category;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Origin;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.rules.model.Step.Becomes;
import org.belltower.rules.model.Step.Choice;
import org.belltower.rules.model.Step.Guardian;
import org.belltower.rules.model.Step.Happening;
import org.belltower.rules.model.Step.Phone;

/// What can happen to a small district: two students, two schools, four phones, and a few things of each kind, so that
/// what happens meets what happened.
///
/// Steps are drawn by hand and not combined of jqwik's parts: so a history that fails is short soon, and the same
/// histories can be told without jqwik.
public final class Histories {
    static final List<String> PHONES = List.of("student-phone", "mum-phone", "mum-tablet", "dad-phone");

    private static final List<String> STUDENTS = List.of("ana", "ben");
    private static final List<String> SCHOOLS = List.of("high", "college");
    private static final List<String> CALENDARS = List.of("high-2027", "high-2026", "college-2027", "nobodys");
    private static final List<String> CALENDARS_OF_EVENTS =
            List.of("high-2027", "high-2027", "high-2027", "high-2026", "college-2027", "nobodys");
    private static final List<Category> CATEGORIES = List.of(Category.values());
    private static final List<Tool> TOOLS = List.of(Tool.values());
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<Excuse> EXCUSES = List.of(Excuse.values());

    private static final List<Integer> PASSING = List.of(5, 60, 300, 595, 600, 1_200);
    private static final List<Integer> AGES = List.of(0, 0, 0, 1, 3, 600, 86_399, 86_400, -5, -3_600);
    private static final List<Integer> SWITCHED_ON = List.of(0, 5, 900, 86_400, 900_000);
    private static final List<Integer> CHOSEN = List.of(0, 3, 3_600, 864_000);

    private Histories() {}

    /// So many steps; of a history that fails fewer and simpler ones.
    public static Arbitrary<List<Step>> arbitrary(int steps) {
        return Arbitraries.fromGenerator(random -> DrawnHistory.from(random, steps));
    }

    /// So many steps in which no time passes, after some by which the gates are open.
    public static List<Step> timeless(RandomGenerator random, int steps) {
        List<Step> history = new ArrayList<>(List.of(
                new Step.District(true, null, true, 2027, Set.of()),
                new Step.School("high", Set.copyOf(TOOLS), Set.copyOf(CATEGORIES), AttendanceNotices.USUAL),
                new Step.School("college", Set.copyOf(TOOLS), Set.copyOf(CATEGORIES), AttendanceNotices.USUAL),
                new Step.Calendar("high-2027", "high", 2027, false),
                new Step.Calendar("college-2027", "college", 2027, false)));
        STUDENTS.forEach(student -> history.add(people(Draws.from(random), student)));
        int opening = history.size();
        while (history.size() < opening + steps) {
            Step step = step(Draws.from(random));
            if (!(step instanceof Step.Time)) {
                history.add(step);
            }
        }
        return history;
    }

    static Step step(Draws draws) {
        int kind = draws.below(100);
        if (kind < 60) {
            return event(draws);
        } else if (kind < 72) {
            return people(draws, draws.oneOf(STUDENTS));
        } else if (kind < 82) {
            return new Step.Time(seconds(draws.oneOf(PASSING)));
        } else if (kind < 88) {
            return district(draws);
        } else if (kind < 94) {
            return school(draws);
        } else if (kind < 99) {
            return calendar(draws);
        }
        return new Step.Erased(draws.oneOf(STUDENTS));
    }

    private static Step event(Draws draws) {
        Happening what = new Happening(
                draws.oneOf(CATEGORIES),
                draws.oneOf(STUDENTS),
                draws.oneOf(CALENDARS_OF_EVENTS),
                draws.below(3),
                draws.below(12));
        Origin origin = draws.usually(8, 10) ? Origin.LIVE : draws.usually(1, 2) ? Origin.SNAPSHOT : Origin.BACKFILL;
        Becomes becomes = becomes(draws, what);
        Integer place = draws.perhaps(50, AGES);
        int copy = draws.below(22) - 12;
        int age = place == null || draws.seldom(1, 2) ? draws.oneOf(AGES) : place;
        return new Step.Event(what, origin, becomes, place == null ? null : seconds(place), copy, seconds(age));
    }

    private static Becomes becomes(Draws draws, Happening what) {
        int number = draws.below(12);
        if (number == 11) {
            return new Becomes.Gone();
        }
        boolean unchanged = draws.seldom(1, 10);
        return number < 9 ? new Becomes.There(unchanged) : new Becomes.Renamed(former(draws, what), unchanged);
    }

    /// Of attendance the other period of the day.
    private static int former(Draws draws, Happening what) {
        return what.category() == Category.ATTENDANCE ? what.item() ^ 1 : (what.item() + 1 + draws.below(2)) % 3;
    }

    private static Step district(Draws draws) {
        boolean on = draws.usually(5, 6);
        Integer ago = draws.perhaps(30, SWITCHED_ON);
        return new Step.District(
                on,
                ago == null ? null : seconds(ago),
                draws.usually(4, 5),
                draws.usually(6, 7) ? 2027 : 2026,
                draws.each(15, CATEGORIES));
    }

    private static Step school(Draws draws) {
        return new Step.School(
                draws.oneOf(SCHOOLS),
                draws.each(90, TOOLS),
                draws.each(90, CATEGORIES),
                draws.usually(6, 10)
                        ? AttendanceNotices.USUAL
                        : new AttendanceNotices(draws.each(70, STATUSES), draws.each(80, EXCUSES)));
    }

    private static Step calendar(Draws draws) {
        String id = draws.oneOf(CALENDARS.subList(0, 3));
        boolean own = draws.usually(8, 9);
        int year = draws.usually(9, 10) ? Integer.parseInt(id.substring(id.length() - 4)) : 2028;
        return new Step.Calendar(id, own == id.startsWith("high") ? "high" : "college", year, draws.seldom(1, 10));
    }

    private static Step people(Draws draws, String student) {
        boolean newer = draws.usually(8, 9);
        var calendars = draws.some(draws.below(4), CALENDARS);
        List<Guardian> guardians = List.of(guardian(draws), guardian(draws));
        List<Phone> phones = PHONES.stream().map(_ -> phone(draws)).toList();
        return new Step.People(student, newer, calendars, guardians, phones);
    }

    private static Guardian guardian(Draws draws) {
        return new Guardian(
                draws.usually(6, 7),
                draws.seldom(1, 7),
                draws.perhaps(70, List.of(-3, 0, 1)),
                draws.perhaps(70, List.of(-1, 0, 3)));
    }

    private static Phone phone(Draws draws) {
        SessionState session = draws.usually(6, 8)
                ? SessionState.KEPT
                : draws.usually(1, 2) ? SessionState.NOT_KEPT : SessionState.SIGNED_OUT;
        Map<Category, Choice> choices = new EnumMap<>(Category.class);
        for (Category category : draws.some(2 + draws.below(4), CATEGORIES)) {
            choices.put(
                    category, new Choice(draws.perhaps(40, List.of(-3, 0, 5, 60, 70)), seconds(draws.oneOf(CHOSEN))));
        }
        return new Phone(session, choices);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
