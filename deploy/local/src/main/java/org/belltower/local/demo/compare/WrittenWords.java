package org.belltower.local.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.belltower.local.demo.day.Body;

/// What a push must say, written down here and not asked of who composes it: of what the days hold, in both languages.
/// Pure.
///
/// @param area by its id
record WrittenWords(String title, String body, String area) {
    private static final Map<String, WrittenWords> ENGLISH = Map.of(
            "org.belltower.assignment-scored.v1",
            new WrittenWords("Assignments", "An assignment was updated. Open the app to see it.", "ASSIGNMENTS"),
            "org.belltower.grade-posted.v1",
            new WrittenWords("Grades", "A grade was updated. Open the app to see it.", "GRADES"),
            "org.belltower.attendance-recorded.v1",
            new WrittenWords("Attendance", "Attendance was recorded. Open the app to see it.", "ATTENDANCE"),
            "org.belltower.lunch-balance-changed.v1",
            new WrittenWords("Lunch Balance", "A lunch balance changed. Open the app to see it.", "FOOD_SERVICE"),
            "org.belltower.schedule-changed.v1",
            new WrittenWords(
                    "Responsive Schedule", "A responsive schedule changed. Open the app to see it.", "SCHEDULE"));
    private static final Map<String, WrittenWords> SPANISH = Map.of(
            "org.belltower.assignment-scored.v1",
            new WrittenWords("Tareas", "Se actualizó una tarea. Abra la aplicación para verla.", "ASSIGNMENTS"),
            "org.belltower.grade-posted.v1",
            new WrittenWords(
                    "Calificaciones", "Se actualizó una calificación. Abra la aplicación para verla.", "GRADES"),
            "org.belltower.attendance-recorded.v1",
            new WrittenWords("Asistencia", "Se registró la asistencia. Abra la aplicación para verla.", "ATTENDANCE"),
            "org.belltower.lunch-balance-changed.v1",
            new WrittenWords(
                    "Saldo del comedor", "Cambió un saldo del comedor. Abra la aplicación para verlo.", "FOOD_SERVICE"),
            "org.belltower.schedule-changed.v1",
            new WrittenWords(
                    "Horario flexible", "Cambió un horario flexible. Abra la aplicación para verlo.", "SCHEDULE"));
    private static final Map<String, List<String>> STATUSES = Map.of(
            "PRESENT", List.of("present", "presente"),
            "ABSENT", List.of("absent", "ausente"),
            "TARDY", List.of("tardy", "llegó tarde"));

    static WrittenWords of(Body.Event event, Wording wording) {
        String type = Objects.requireNonNull(event.attributes().get("type"), "type");
        boolean spanish = wording.language().equals("es");
        WrittenWords plain = (spanish ? SPANISH : ENGLISH).get(type);
        Objects.requireNonNull(plain, () -> "no words for " + type);
        if (wording.correction()) {
            return corrected(plain, event.data(), wording.detail(), spanish);
        }
        return wording.detail()
                ? new WrittenWords(plain.title, inDetail(plain.area, event.data(), spanish), plain.area)
                : plain;
    }

    /// Of attendance alone there are corrections.
    private static WrittenWords corrected(WrittenWords plain, JsonNode data, boolean detail, boolean spanish) {
        if (!plain.area.equals("ATTENDANCE")) {
            throw new IllegalArgumentException("no correction is written down for " + plain.area);
        }
        String body = detail
                ? (spanish ? "Actualización para " : "Updated for ") + inDetail(plain.area, data, spanish)
                : spanish
                        ? "Se actualizó la asistencia. Abra la aplicación para verla."
                        : "Attendance was updated. Open the app to see it.";
        return new WrittenWords(plain.title, body, plain.area);
    }

    /// Of an excuse that is not known nothing is said.
    private static String inDetail(String area, JsonNode data, boolean spanish) {
        return switch (area) {
            case "ASSIGNMENTS" ->
                (spanish ? "Se calificó una tarea: " : "An assignment was scored: ") + percent(data.path("score"))
                        + ".";
            case "GRADES" ->
                (spanish ? "Una calificación es ahora " : "A grade is now ") + percent(data.path("grade")) + ".";
            case "ATTENDANCE" -> when(data, spanish) + ": " + status(data, spanish) + ".";
            case "FOOD_SERVICE" ->
                (spanish ? "El saldo del comedor es ahora " : "The lunch balance is now ") + dollars(data) + ".";
            case "SCHEDULE" ->
                when(data, spanish) + ": " + data.path("offering").asText() + (spanish ? ", salón " : ", room ")
                        + data.path("room").asText() + ".";
            default -> throw new IllegalArgumentException(area);
        };
    }

    private static String percent(JsonNode score) {
        return number("#,##0.######", score.required("percent").decimalValue()) + "%";
    }

    private static String dollars(JsonNode data) {
        if (!data.path("currency").asText().equals("USD")) {
            throw new IllegalArgumentException("no other currency is written down");
        }
        BigDecimal balance = data.required("balance").decimalValue();
        return (balance.signum() < 0 ? "-$" : "$") + number("#,##0.00####", balance.abs());
    }

    private static String number(String pattern, BigDecimal number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US)).format(number);
    }

    private static String when(JsonNode data, boolean spanish) {
        DateTimeFormatter day = spanish
                ? DateTimeFormatter.ofPattern("EEE, d 'de' MMM", Locale.of("es", "US"))
                : DateTimeFormatter.ofPattern("EEE, MMM d", Locale.US);
        return day.format(LocalDate.parse(data.path("date").asText()))
                + (spanish ? ", período " : ", period ")
                + data.path("period").asText();
    }

    private static String status(JsonNode data, boolean spanish) {
        if (!data.path("excuse").asText().equals("UNKNOWN")) {
            throw new IllegalArgumentException("no excuse is written down");
        }
        List<String> languages =
                Objects.requireNonNull(STATUSES.get(data.path("status").asText()), "status");
        return languages.get(spanish ? 1 : 0);
    }
}
