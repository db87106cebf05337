package org.belltower.local.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.belltower.local.demo.day.Body;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// C7, I-47: what is written down of each category, for who consents and in either language.
class WrittenWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            assignment-scored     | {"score": {"percent": 84.50}}             | An assignment was scored: 84.5%.      | Se calificó una tarea: 84.5%.
            grade-posted          | {"grade": {"percent": 100}}               | A grade is now 100%.                  | Una calificación es ahora 100%.
            lunch-balance-changed | {"balance": -4.5, "currency": "USD"}      | The lunch balance is now -$4.50.      | El saldo del comedor es ahora -$4.50.
            attendance-recorded   | {"date": "2026-11-20", "period": "3", "status": "TARDY", "excuse": "UNKNOWN"} | Fri, Nov 20, period 3: tardy. | vie, 20 de nov, período 3: llegó tarde.
            schedule-changed      | {"date": "2026-11-20", "period": "flex", "offering": "Chess", "room": "R3"} | Fri, Nov 20, period flex: Chess, room R3. | vie, 20 de nov, período flex: Chess, salón R3.
            """)
    void who_may_be_told_detail_is_told_the_value(String type, String data, String english, String spanish)
            throws Exception {
        Body.Event event = new Body.Event(Duration.ZERO, Map.of("type", "org.belltower." + type + ".v1"), (ObjectNode)
                JsonCodec.mapper().readTree(data));
        assertThat(WrittenWords.of(event, new Wording("en", true, false)).body())
                .isEqualTo(english);
        assertThat(WrittenWords.of(event, new Wording("es", true, false)).body())
                .isEqualTo(spanish);
        assertThat(WrittenWords.of(event, new Wording("en", false, false)).body())
                .endsWith("Open the app to see it.");
        assertThat(WrittenWords.of(event, new Wording("es", false, false)).body())
                .contains("Abra la aplicación para ver");
    }

    @Test
    void a_correction_says_so() throws Exception {
        Body.Event event =
                new Body.Event(Duration.ZERO, Map.of("type", "org.belltower.attendance-recorded.v1"), (ObjectNode)
                        JsonCodec.mapper().readTree("""
                                {"date": "2026-11-20", "period": "3", "status": "PRESENT", "excuse": "UNKNOWN"}"""));
        assertThat(WrittenWords.of(event, new Wording("en", false, true)).body())
                .isEqualTo("Attendance was updated. Open the app to see it.");
        assertThat(WrittenWords.of(event, new Wording("es", true, true)).body())
                .isEqualTo("Actualización para vie, 20 de nov, período 3: presente.");
    }
}
