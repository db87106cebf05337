package org.belltower.rules.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.LanguageTag;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;
import org.belltower.model.push.PushText;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.rules.Given;

/// C7, I-39, I-47, I-48: over all templates and languages, and values of every kind. What a change holds is unlike any
/// text of ours: ids and names begin with a Q, which no text has, and numbers with 7777.
class ComposerPropertyTest {
    private static final String NUMBERS = "7777";
    private static final StudentId STUDENT = new StudentId("Qana-surname-12345");
    private static final SchoolId SCHOOL = new SchoolId("Qschool");
    private static final CalendarId CALENDAR = new CalendarId("Qcalendar");

    private final List<LanguageTag> untranslated = new ArrayList<>();
    private final Composer composer = new Composer(untranslated::add);

    record Consent(boolean district, boolean user) {}

    @Property(tries = 3_000)
    void C7_I_48_words_without_consent_are_the_same_whatever_happened_and_hold_nothing_of_it(
            @ForAll("changes") Change change,
            @ForAll Kind kind,
            @ForAll("languages") LanguageTag language,
            @ForAll("consents") Consent consent) {
        Words words = words(change, kind, language, consent);

        assertThat(words.plain())
                .isEqualTo(words(Given.change(change.category()), kind, language, consent)
                        .plain());
        assertThat(words.plain().title() + words.plain().body())
                .doesNotContainPattern("\\d")
                .doesNotContain("Q");
        assertThat(words.detailed() == null).isEqualTo(!consent.district || !consent.user);
    }

    @Property(tries = 3_000)
    void detail_tells_the_value_and_no_id_is_translated_whole_and_fits(
            @ForAll("changes") Change change, @ForAll Kind kind, @ForAll("languages") LanguageTag language) {
        Words words = words(change, kind, language, new Consent(true, true));
        PushText text = Objects.requireNonNull(words.detailed());

        assertThat(text.title()).isEqualTo(words.plain().title());
        assertThat(text.fits()).isTrue();
        assertThat(told(change)).allSatisfy(value -> assertThat(text.body()).contains(value));
        assertThat(text.body())
                .doesNotContain(hidden(change))
                .doesNotContainPattern("[\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
                .doesNotContain("{percent}", "{state}", "{date}", "{status}", "{excuse}", "{balance}");
        assertThat(occurrences(text.body(), '\u2068')).isEqualTo(occurrences(text.body(), '\u2069'));
        assertThat(untranslated).isEmpty();
    }

    private static List<String> told(Change change) {
        return switch (change) {
            case AssignmentScored scored -> score(scored.score());
            case GradePosted posted -> score(posted.grade());
            case LunchBalanceChanged _ -> List.of(NUMBERS);
            case AttendanceRecorded _ -> List.of("Qperiod", "20");
            case ScheduleChanged _ -> List.of("Qperiod", "20", "Qoffering", "Qroom");
        };
    }

    private static List<String> score(Score score) {
        return switch (score) {
            case Score.Percent _ -> List.of(NUMBERS);
            case Score.Letter _ -> List.of("Qletter");
            case Score.Unscored _ -> List.of();
        };
    }

    private static List<String> hidden(Change change) {
        return Stream.concat(
                        Stream.of(STUDENT.value(), SCHOOL.value(), CALENDAR.value()),
                        switch (change) {
                            case AssignmentScored scored -> Stream.of(scored.assignment());
                            case GradePosted posted -> Stream.of(posted.course(), posted.term());
                            case LunchBalanceChanged lunch -> Stream.of(lunch.account());
                            case AttendanceRecorded _, ScheduleChanged _ -> Stream.<String>empty();
                        })
                .toList();
    }

    private static long occurrences(String text, char of) {
        return text.chars().filter(c -> c == of).count();
    }

    private Words words(Change change, Kind kind, LanguageTag language, Consent consent) {
        Member member = new Member(Given.MUM, Given.guardian(), List.of(), language, consent.user);
        return composer.words(change, kind, member, district(consent.district));
    }

    private static DistrictSettings district(boolean detail) {
        return new DistrictSettings(Given.NORTH, 1, true, true, 2027, null, Set.of(), LanguageTag.ENGLISH, detail);
    }

    @Provide
    Arbitrary<LanguageTag> languages() {
        return Arbitraries.of(Languages.OFFERED);
    }

    @Provide
    Arbitrary<Consent> consents() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(either, either).as(Consent::new);
    }

    @Provide
    Arbitrary<Change> changes() {
        return Arbitraries.of(Category.class).flatMap(category -> switch (category) {
            case ASSIGNMENTS ->
                Combinators.combine(text("Qassignment"), scores())
                        .as((id, score) -> new AssignmentScored(STUDENT, SCHOOL, CALENDAR, id, score));
            case GRADES ->
                Combinators.combine(text("Qcourse"), text("Qterm"), scores())
                        .as((course, term, score) -> new GradePosted(STUDENT, SCHOOL, CALENDAR, course, term, score));
            case ATTENDANCE ->
                Combinators.combine(
                                text("Qperiod"),
                                Arbitraries.of(AttendanceRecorded.Status.class),
                                Arbitraries.of(AttendanceRecorded.Excuse.class))
                        .as((period, status, excuse) ->
                                new AttendanceRecorded(STUDENT, SCHOOL, CALENDAR, day(), period, status, excuse));
            case LUNCH_BALANCE ->
                Combinators.combine(
                                text("Qaccount"),
                                numbers(),
                                Arbitraries.of("USD", "EUR", "MXN", "JPY", "KWD")
                                        .map(Currency::getInstance),
                                Arbitraries.of(true, false))
                        .as((id, amount, currency, negative) ->
                                new LunchBalanceChanged(STUDENT, id, negative ? amount.negate() : amount, currency));
            case RESPONSIVE_SCHEDULE ->
                Combinators.combine(text("Qperiod"), text("Qoffering"), text("Qroom"))
                        .as((period, offering, room) ->
                                new ScheduleChanged(STUDENT, SCHOOL, CALENDAR, day(), period, offering, room));
        });
    }

    private static LocalDate day() {
        return LocalDate.parse("2026-11-20");
    }

    private static Arbitrary<Score> scores() {
        return Arbitraries.oneOf(
                numbers().map(Score.Percent::new),
                numbers().map(worth -> new Score.Letter("Qletter", worth)),
                Arbitraries.of(Score.Status.class).map(Score.Unscored::new));
    }

    /// Nothing stands between the digits that are looked for.
    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.of("0.7777", "0.007777", "99.7777", "110.77770").map(BigDecimal::new);
    }

    /// With what a text from outside may hold, up to its longest.
    private static Arbitrary<String> text(String marker) {
        return Arbitraries.of("a", "{room}", "$1", "\\", "\"", "\u202e", "\u2068", "\u2069", "\u200f", "李", "🔔", "é")
                .list()
                .ofMaxSize(30)
                .map(parts -> marker + String.join("", parts));
    }
}
