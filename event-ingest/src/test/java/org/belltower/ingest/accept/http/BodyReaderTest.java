package org.belltower.ingest.accept.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.belltower.service.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private long nanos;
    private final BodyReader reader = new BodyReader(Duration.ofSeconds(10), () -> nanos);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 99_999, 100_000})
    void a_body_up_to_the_limit_is_read_as_it_is(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        assertThat(reader.read(new ByteArrayInputStream(body), 100_000)).contains(body);
    }

    @Test
    void of_a_longer_body_no_more_than_one_byte_over_the_limit_is_read() {
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[300_000]);
        assertThat(reader.read(body, 100_000)).isEmpty();
        assertThat(body.available()).isGreaterThanOrEqualTo(300_000 - 100_001);
    }

    @Test
    void a_body_that_drips_is_given_up_in_time() {
        InputStream drip = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                nanos += Duration.ofSeconds(3).toNanos();
                bytes[from] = 'x';
                return 1;
            }
        };
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> reader.read(drip, 100_000));
        assertThat(refusal.problem().status()).isEqualTo(408);
        assertThat(nanos).isEqualTo(Duration.ofSeconds(12).toNanos());
    }

    @Test
    void a_body_that_stalls_is_to_be_sent_again() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        assertThat(catchThrowableOfType(ProblemException.class, () -> reader.read(broken, 10))
                        .problem()
                        .status())
                .isEqualTo(408);
    }
}
