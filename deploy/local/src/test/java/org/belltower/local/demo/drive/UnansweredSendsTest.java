package org.belltower.local.demo.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnansweredSendsTest {
    private static final PushId ONE = new PushId(UUID.fromString("4f9a1c1e-5c3b-5d4e-8a2b-0a1b2c3d4e5f"));
    private static final PushId OTHER = new PushId(UUID.fromString("7d2c8a90-1111-5222-9333-444455556666"));

    @TempDir
    private Path folder;

    private static String line(PushId push, String provider) {
        return "time=2026-11-22T14:54:39.307Z level=INFO logger=or.be.di.ap.DispatchLog thread=\"\""
                + " event=send-unanswered push=" + push + " provider=" + provider + "\n";
    }

    @Test
    void what_had_no_answer_is_read_from_the_dispatchers_log_by_push() {
        assertThat(UnansweredSends.read(line(ONE, "apns")
                        + "time=x event=send-unknown credential=FCM/project code=deadline\n"
                        + line(OTHER, "fcm")
                        + line(ONE, "apns")))
                .isEqualTo(Map.of(ONE, 2, OTHER, 1));
    }

    @Test
    void each_life_has_its_own() throws IOException {
        Path log = folder.resolve("dispatcher.log");
        Files.writeString(log, line(ONE, "apns"));
        UnansweredSends sends = new UnansweredSends(log);
        assertThat(sends.next()).isEqualTo(Map.of(ONE, 1));
        assertThat(sends.next()).isEmpty();
        Files.writeString(log, line(ONE, "apns") + line(OTHER, "fcm"), StandardOpenOption.APPEND);
        assertThat(sends.next()).isEqualTo(Map.of(ONE, 1, OTHER, 1));
    }

    @Test
    void without_a_log_nothing_is_judged() {
        assertThatExceptionOfType(PlayFailedException.class)
                .isThrownBy(() -> new UnansweredSends(folder.resolve("none.log")).next())
                .withMessage("the dispatcher's log cannot be read");
    }
}
