package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;

/// B11: opening certificates takes one platform thread at most, and those who wait are few.
class CertificateReaderTest {
    private static final DistrictId NORTH = new DistrictId("north");

    private static <T> T soon(Future<T> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void one_is_read_at_a_time_by_a_platform_thread_whoever_calls() throws Exception {
        try (CertificateReader reader = new CertificateReader();
                HeldReader held = new HeldReader(reader)) {
            assertThat(held.thread().isVirtual()).isFalse();
            assertThat(held.thread().isDaemon()).as("it keeps no process alive").isTrue();
            CompletableFuture<Thread> next = new CompletableFuture<>();
            Future<Optional<Submitted>> second = held.submit(() -> {
                next.complete(Thread.currentThread());
                return HeldReader.READ;
            });
            held.awaitInLine(1);
            assertThat(next).isNotDone();

            held.letGo();
            assertThat(soon(held.first())).contains(HeldReader.READ);
            assertThat(soon(second)).contains(HeldReader.READ);
            assertThat(next.join()).isSameAs(held.thread());
        }
    }

    @Test
    void beyond_a_line_that_is_full_nothing_is_read_and_behind_it_all_is_again() throws Exception {
        try (CertificateReader reader = new CertificateReader();
                HeldReader held = new HeldReader(reader)) {
            held.fill();
            Future<Optional<Submitted>> beyond = held.submit(() -> {
                throw new AssertionError("read");
            });
            assertThat(soon(beyond)).isEmpty();
            held.letGo();
            held.awaitInLine(0);
            assertThat(reader.inTurn(NORTH, () -> HeldReader.READ)).contains(HeldReader.READ);
        }
    }

    @Test
    void I_9_a_district_stands_in_line_once_and_leaves_the_rest_of_it_to_others() throws Exception {
        try (CertificateReader reader = new CertificateReader();
                HeldReader held = new HeldReader(reader)) {
            Future<Optional<Submitted>> first = held.submit(NORTH, () -> HeldReader.READ);
            held.awaitInLine(1);
            for (int number = 0; number < CertificateReader.LONGEST_LINE; number++) {
                assertThat(soon(held.submit(NORTH, () -> {
                            throw new AssertionError("read");
                        })))
                        .isEmpty();
            }
            Future<Optional<Submitted>> other = held.submit(new DistrictId("south"), () -> HeldReader.READ);
            held.awaitInLine(2);
            held.letGo();
            assertThat(soon(first)).isPresent();
            assertThat(soon(other)).isPresent();
            assertThat(reader.inTurn(NORTH, () -> HeldReader.READ))
                    .as("it may come again")
                    .isPresent();
        }
    }

    @Test
    void what_asks_for_too_much_and_signing_keys_do_not_stand_in_line() throws Exception {
        try (CertificateReader reader = new CertificateReader();
                HeldReader held = new HeldReader(reader)) {
            held.fill();
            assertThatThrownBy(() -> reader.read(
                            NORTH, new ApnsUpload(null, null, null, GivenP12.crafted(), "a-password"), Instant.now()))
                    .isInstanceOf(InvalidFieldException.class);
            String pem = GivenKeys.pem(GivenKeys.p256().getPrivate());
            assertThat(reader.read(NORTH, new ApnsUpload(pem, "KEY0000001", "TEAM000001", null, null), Instant.now()))
                    .isPresent();
        }
    }

    @Test
    void a_refusal_is_the_callers_own() {
        try (CertificateReader reader = new CertificateReader()) {
            assertThatThrownBy(() -> reader.inTurn(NORTH, () -> {
                        throw new InvalidFieldException("password", "must open the p12");
                    }))
                    .isInstanceOfSatisfying(
                            InvalidFieldException.class,
                            e -> assertThat(e.field()).isEqualTo("password"))
                    .hasNoCause();
        }
    }

    @Test
    void when_it_is_closed_who_waits_is_told_so_and_its_thread_ends() throws Exception {
        CertificateReader reader = new CertificateReader();
        try (HeldReader held = new HeldReader(reader)) {
            Future<Optional<Submitted>> waiting = held.submit(() -> HeldReader.READ);
            held.awaitInLine(1);
            reader.close();
            assertThat(soon(waiting)).isEmpty();
            assertThat(reader.inTurn(NORTH, () -> HeldReader.READ)).isEmpty();
            held.letGo();
            assertThat(soon(held.first())).isPresent();
            assertThat(held.thread().join(Duration.ofSeconds(10))).isTrue();
        }
    }
}
