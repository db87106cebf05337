package org.belltower.rules.compose;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.Change;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;

/// What is told of a change in detail: its value, and where it belongs in the day. Events hold no names and
/// titles, and ids are for nobody to read.
///
/// @param form the last part of the key of the text that tells it
/// @param values of the text's placeholders, in its language
record Details(String form, Map<String, String> values) {
    static Details of(Change change, Language language) {
        return switch (change) {
            case AssignmentScored assignment -> score(assignment.score(), language);
            case GradePosted grade -> score(grade.grade(), language);
            case AttendanceRecorded attendance -> attendance(attendance, language);
            case LunchBalanceChanged lunch ->
                new Details(
                        "balance",
                        Map.of("balance", isolated(language.formats().money(lunch.balance(), lunch.currency()))));
            case ScheduleChanged schedule ->
                new Details(
                        "placed",
                        Map.of(
                                "date", isolated(language.formats().day(schedule.date())),
                                "period", isolated(schedule.period()),
                                "offering", isolated(schedule.offering()),
                                "room", isolated(schedule.room())));
        };
    }

    private static Details score(Score score, Language language) {
        return switch (score) {
            case Score.Percent(BigDecimal percent) ->
                new Details(
                        "scored", Map.of("percent", isolated(language.formats().percent(percent))));
            case Score.Letter letter -> new Details("lettered", Map.of("letter", isolated(letter.letter())));
            case Score.Unscored(Score.Status status) ->
                new Details("unscored", Map.of("state", word("score", status, language)));
        };
    }

    /// What the school does not say is not told.
    private static Details attendance(AttendanceRecorded attendance, Language language) {
        String date = isolated(language.formats().day(attendance.date()));
        String period = isolated(attendance.period());
        String status = word("status", attendance.status(), language);
        return attendance.excuse() == Excuse.UNKNOWN
                ? new Details("noted", Map.of("date", date, "period", period, "status", status))
                : new Details(
                        "explained",
                        Map.of(
                                "date", date,
                                "period", period,
                                "status", status,
                                "excuse", word("excuse", attendance.excuse(), language)));
    }

    private static String word(String kind, Enum<?> value, Language language) {
        return language.text(kind + "." + value.name().toLowerCase(Locale.ROOT));
    }

    private static String isolated(String value) {
        return Template.isolated(value);
    }
}
