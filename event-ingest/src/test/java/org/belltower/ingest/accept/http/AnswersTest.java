package org.belltower.ingest.accept.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.belltower.ingest.accept.IntakeResult;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final IntakeResult ACCEPTED = new IntakeResult.Accepted("e-1");
    private static final IntakeResult REFUSED =
            new IntakeResult.Refused(null, Problem.of(400, "Bad Request", "time is required", "time"));
    private static final IntakeResult UNACKNOWLEDGED = new IntakeResult.Unacknowledged("e-3");

    @Test
    void only_an_accepted_event_is_answered_202() {
        assertThat(Answers.single(ACCEPTED).getStatus()).isEqualTo(202);
        assertThatThrownBy(() -> Answers.single(REFUSED)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Answers.single(UNACKNOWLEDGED)).isInstanceOf(KafkaUnavailableException.class);
    }

    @Test
    void a_batch_is_answered_202_only_if_all_were_accepted() {
        assertThat(Answers.batch(List.of()).getStatus()).isEqualTo(202);
        assertThat(Answers.batch(List.of(ACCEPTED, ACCEPTED)).getStatus()).isEqualTo(202);
        assertThat(Answers.batch(List.of(ACCEPTED, UNACKNOWLEDGED)).getStatus()).isEqualTo(200);
        assertThat(Answers.batch(List.of(REFUSED, REFUSED)).getStatus()).isEqualTo(200);
    }

    @Test
    void a_batch_of_which_nothing_was_acknowledged_is_worth_sending_again() {
        assertThatThrownBy(() -> Answers.batch(List.of(UNACKNOWLEDGED, REFUSED)))
                .isInstanceOf(KafkaUnavailableException.class);
    }

    @Test
    void of_a_batch_each_event_has_its_answer_in_order() {
        assertThat(new String(
                        (byte[]) Answers.batch(List.of(ACCEPTED, REFUSED, UNACKNOWLEDGED))
                                .getEntity(),
                        UTF_8))
                .isEqualTo("""
                        [{"id":"e-1","index":0,"status":202},\
                        {"index":1,"problem":{"detail":"time is required","errors":[{"detail":"time is required",\
                        "field":"time"}],"status":400,"title":"Bad Request","type":"about:blank"},"status":400},\
                        {"id":"e-3","index":2,"problem":{"detail":"Kafka did not acknowledge the event; send it again.",\
                        "status":503,"title":"Service Unavailable","type":"about:blank"},"status":503}]""");
    }
}
