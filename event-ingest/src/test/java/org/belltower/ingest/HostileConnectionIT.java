package org.belltower.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.FrontDoor.NORTH;
import static org.belltower.ingest.FrontDoor.grade;
import static org.belltower.ingest.FrontDoor.newId;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.ingest.RawConnection.Answer;
import org.belltower.ingest.cloudevents.ContentMode;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;

/// Bodies that are too long, never end or never come.
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
class HostileConnectionIT {
    private static final byte[] TWO_MEGABYTES = ("{\"id\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(UTF_8);
    private static final String STRUCTURED = ContentMode.STRUCTURED.mediaType();

    private final String token = FrontDoor.token(NORTH);

    private static RawConnection connect() throws IOException {
        return new RawConnection(FrontDoor.port("quarkus.http.port"), Duration.ofSeconds(8));
    }

    private static String length(int length) {
        return "Content-Length: " + length + "\r\n";
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.head()).contains(Problem.MEDIA_TYPE);
        assertThat(answer.body()).contains("\"status\":413").contains("65536 bytes");
    }

    private void assertServesAnother(RawConnection connection) throws IOException {
        String event = grade(newId());
        connection.head(token, STRUCTURED, length(event.length()));
        connection.write(event);
        assertThat(connection.answer().status()).isEqualTo(202);
    }

    @Test
    void an_event_of_two_megabytes_is_refused_and_the_connection_lives() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(token, STRUCTURED, length(TWO_MEGABYTES.length));
            connection.write(new String(TWO_MEGABYTES, UTF_8));
            assertTooLarge(connection.answer());
            assertServesAnother(connection);
        }
    }

    @Test
    void an_event_of_two_megabytes_in_chunks_is_refused_and_the_connection_lives() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(token, STRUCTURED, "Transfer-Encoding: chunked\r\n");
            connection.chunk(TWO_MEGABYTES);
            connection.write("0\r\n\r\n");
            assertTooLarge(connection.answer());
            assertServesAnother(connection);
        }
    }

    @Test
    void a_body_that_says_it_will_be_too_long_is_refused_before_it_comes() throws IOException {
        for (String length : new String[] {"2000000", "50000000000"}) {
            try (RawConnection connection = connect()) {
                connection.head(token, STRUCTURED, "Content-Length: " + length + "\r\n");
                assertTooLarge(connection.answer());
            }
        }
    }

    @Test
    void a_batch_over_its_limit_is_refused() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(token, ContentMode.BATCH.mediaType(), "Transfer-Encoding: chunked\r\n");
            connection.chunk(TWO_MEGABYTES);
            connection.write("0\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(413);
            assertServesAnother(connection);
        }
    }

    @Test
    void a_body_without_end_is_refused_and_the_connection_is_closed() throws IOException {
        for (String tokenOrNone : new String[] {token, "none"}) {
            try (RawConnection connection = connect()) {
                connection.head(tokenOrNone, STRUCTURED, "Transfer-Encoding: chunked\r\n");
                assertThat(sendsUntilClosed(connection)).isLessThan(Duration.ofSeconds(6));
                assertThat(connection.answer().status()).isEqualTo(tokenOrNone.equals(token) ? 413 : 401);
            }
        }
    }

    private static Duration sendsUntilClosed(RawConnection connection) {
        byte[] chunk = new byte[8_192];
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < Duration.ofSeconds(10).toNanos()) {
                connection.chunk(chunk);
            }
        } catch (IOException e) {
            // The other side has closed: what the test waits for.
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void a_body_that_never_comes_holds_nothing_for_long() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(token, STRUCTURED, length(100));
            // Perhaps it is told so first: the server gives the connection up and answers at the same moment.
            assertThat(connection.ends()).isTrue();
        }
    }

    @Test
    void a_header_cannot_bring_another_one_in() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(
                    token,
                    "application/json",
                    "ce-specversion: 1.0\r\nce-id: a%0d%0aX-Injected:%20yes\r\nce-source: /sis/north\r\n"
                            + "ce-type: org.belltower.grade-posted.v1\r\nce-time: 2026-11-20T12:00:00Z\r\n"
                            + length(2));
            connection.write("{}");
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).doesNotContain("X-Injected");
            assertThat(answer.body()).contains("\"field\":\"id\"").doesNotContain("X-Injected");
        }
    }

    @Test
    void an_attribute_in_two_headers_is_refused() throws IOException {
        try (RawConnection connection = connect()) {
            connection.head(token, "application/json", "ce-id: a\r\nCE-ID: b\r\n" + length(2));
            connection.write("{}");
            assertThat(connection.answer().body()).contains("id must be given once");
        }
    }
}
