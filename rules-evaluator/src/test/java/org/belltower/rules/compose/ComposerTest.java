package org.belltower.rules.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.change;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.missing;
import static org.belltower.rules.Given.scored;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.LanguageTag;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Change;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.push.PushText;
import org.belltower.model.settings.DistrictSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// C7, I-13, I-15, I-47.
class ComposerTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

    private final List<LanguageTag> untranslated = new ArrayList<>();
    private final Composer composer = new Composer(untranslated::add);

    private static DistrictSettings district(String language, boolean detail) {
        return new DistrictSettings(NORTH, 1, true, true, 2027, null, Set.of(), new LanguageTag(language), detail);
    }

    private static Member mum(@Nullable String language, boolean detail) {
        return new Member(MUM, guardian(), List.of(), language == null ? null : new LanguageTag(language), detail);
    }

    private Words words(Change change, Member member, @Nullable DistrictSettings district) {
        return composer.words(change, Kind.NEWS, member, district);
    }

    /// As it is seen: isolates are not.
    private String detailed(Change change, String language) {
        PushText text = words(change, mum(language, true), district("en", true)).detailed();
        return Objects.requireNonNull(text).body().replaceAll("[\u2068\u2069]", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ASSIGNMENTS         | Assignments         | An assignment was updated. Open the app to see it.
            GRADES              | Grades              | A grade was updated. Open the app to see it.
            ATTENDANCE          | Attendance          | Attendance was recorded. Open the app to see it.
            LUNCH_BALANCE       | Lunch Balance       | A lunch balance changed. Open the app to see it.
            RESPONSIVE_SCHEDULE | Responsive Schedule | A responsive schedule changed. Open the app to see it.
            """)
    void C7_by_default_a_push_says_that_something_happened_and_not_what(Category category, String title, String body) {
        assertThat(words(change(category), mum(null, false), district("en", false)))
                .isEqualTo(new Words(new PushText(title, body), null));
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    void C7_detail_needs_the_consent_of_both(boolean district, boolean user, boolean detailed) {
        Words words = words(scored("84.5"), mum(null, user), district("en", district));
        assertThat(words.detailed() != null).isEqualTo(detailed);
        assertThat(words.plain().body()).isEqualTo("An assignment was updated. Open the app to see it.");
    }

    @Test
    void C7_a_district_that_is_not_known_permits_nothing() {
        assertThat(words(scored("84.5"), mum(null, true), null).detailed()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                 | en | Grades         |
                 | es | Calificaciones |
            es   | en | Calificaciones |
            en   | es | Grades         |
            es-MX| en | Calificaciones |
            tlh  | es | Calificaciones | und
            tlh  | tlh| Grades         | und
                 | tlh| Grades         | und
            x    | en | Grades         | und
            """)
    void I_47_the_language_is_the_persons_or_the_districts_or_english_and_what_is_missing_is_flagged(
            @Nullable String persons, String districts, String title, @Nullable String flagged) {
        Words words = words(change(Category.GRADES), mum(persons, false), district(districts, false));
        assertThat(words.plain().title()).isEqualTo(title);
        assertThat(untranslated).isEqualTo(flagged == null ? List.of() : List.of(new LanguageTag(flagged)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            85        | An assignment was scored: 85%.        | Se calificó una tarea: 85%.
            84.50     | An assignment was scored: 84.5%.      | Se calificó una tarea: 84.5%.
            0         | An assignment was scored: 0%.         | Se calificó una tarea: 0%.
            110       | An assignment was scored: 110%.       | Se calificó una tarea: 110%.
            33.333333 | An assignment was scored: 33.333333%. | Se calificó una tarea: 33.333333%.
            1e3       | An assignment was scored: 1,000%.     | Se calificó una tarea: 1,000%.
            """)
    void a_percentage_is_told_exactly_and_as_the_language_writes_it(String percent, String english, String spanish) {
        assertThat(detailed(scored(percent), "en")).isEqualTo(english);
        assertThat(detailed(scored(percent), "es")).isEqualTo(spanish);
    }

    @Test
    void I_15_a_state_is_told_as_a_state() {
        assertThat(detailed(missing(), "en")).isEqualTo("An assignment was marked: missing.");
        assertThat(detailed(missing(), "es")).isEqualTo("Estado de una tarea: falta entregar.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.5    | The lunch balance is now $2.50.
            -4.5   | The lunch balance is now -$4.50.
            0      | The lunch balance is now $0.00.
            1234.5 | The lunch balance is now $1,234.50.
            0.125  | The lunch balance is now $0.125.
            """)
    void I_15_a_balance_may_be_negative_and_is_never_rounded(String amount, String english) {
        assertThat(detailed(balance(amount), "en")).isEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EUR | The lunch balance is now €7.00.
            JPY | The lunch balance is now ¥7.
            XXX | The lunch balance is now ¤7.
            """)
    void a_balance_is_told_in_its_currency(Currency currency, String english) {
        assertThat(detailed(new LunchBalanceChanged(ANA, "main", BigDecimal.valueOf(7), currency), "en"))
                .isEqualTo(english);
    }

    @Test
    void attendance_is_told_with_its_day_and_period_and_what_the_school_says_of_it() {
        assertThat(detailed(attendance(Status.ABSENT, Excuse.UNEXCUSED), "en"))
                .isEqualTo("Fri, Nov 20, period 3: absent, unexcused.");
        assertThat(detailed(attendance(Status.EARLY_RELEASE, Excuse.UNKNOWN), "en"))
                .isEqualTo("Fri, Nov 20, period 3: released early.");
        assertThat(detailed(attendance(Status.TARDY, Excuse.EXCUSED), "es"))
                .isEqualTo("vie, 20 de nov, período 3: llegó tarde, con justificación.");
    }

    private static Change attendance(Status status, Excuse excuse) {
        return new AttendanceRecorded(ANA, HIGH, THIS_YEAR, FRIDAY, "3", status, excuse);
    }

    @Test
    void a_correction_says_that_it_is_one() {
        Words words = composer.words(
                attendance(Status.PRESENT, Excuse.UNKNOWN), Kind.UPDATE, mum(null, true), district("en", true));
        assertThat(words.plain().body()).isEqualTo("Attendance was updated. Open the app to see it.");
        assertThat(Objects.requireNonNull(words.detailed()).body())
                .startsWith("Updated for ")
                .endsWith(": present.");
    }

    @Test
    void a_schedule_is_told_with_its_offering_and_room() {
        assertThat(detailed(placed("flex", "Robotics", "B12"), "en"))
                .isEqualTo("Fri, Nov 20, period flex: Robotics, room B12.");
    }

    @Test
    void I_47_what_a_producer_sends_orders_nothing_around_it_and_is_no_placeholder() {
        Change change = placed("{room}", "\u202e$1 \\ Robotics\u2069\u200f", "\u05d7\u05d3\u05e8 3");
        PushText text = words(change, mum("en", true), district("en", true)).detailed();
        assertThat(Objects.requireNonNull(text).body())
                .isEqualTo("\u2068Fri, Nov 20\u2069, period \u2068{room}\u2069: \u2068$1 \\ Robotics\u2069,"
                        + " room \u2068\u05d7\u05d3\u05e8 3\u2069.");
    }

    @Test
    void a_value_of_which_nothing_can_be_seen_is_a_dash() {
        assertThat(detailed(placed("\u200f", "Robotics", "B12"), "en"))
                .isEqualTo("Fri, Nov 20, period –: Robotics, room B12.");
    }

    private static Change placed(String period, String offering, String room) {
        return new ScheduleChanged(ANA, HIGH, THIS_YEAR, FRIDAY, period, offering, room);
    }

    @Test
    void I_39_the_longest_values_fit_into_what_a_provider_carries_and_are_cut_between_graphemes() {
        String longest = "👩‍👧‍👦".repeat(31);
        PushText text = words(placed(longest, longest, longest), mum("en", true), district("en", true))
                .detailed();
        assertThat(Objects.requireNonNull(text).fits()).isTrue();
        assertThat(text.body()).endsWith("👩‍👧‍👦…\u2069");
    }
}
