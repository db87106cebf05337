package org.belltower.model.push;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;

/// I-39: what a text takes of what the providers carry.
class PushTextTest {
    private static final int QUOTES = 2;

    @Property(tries = 5_000)
    void a_text_never_takes_more_bytes_than_were_counted(@ForAll("texts") String text) {
        int written = JsonCodec.write(text).length - QUOTES;
        assertThat(PushText.bytes(text)).isGreaterThanOrEqualTo(written);
        assertThat(text.chars().anyMatch(c -> c < ' ') || PushText.bytes(text) == written)
                .as("but for control characters the count is exact")
                .isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aä€ \"\\/\u0000\n\u007f\u07ff\u0800\uffff\u2066")
                .map(text -> text + "\ud83d\udd14");
    }

    @Test
    void title_and_body_fit_together() {
        assertThat(new PushText("Ä", "x".repeat(3_498)).fits()).isTrue();
        assertThat(new PushText("Ä", "x".repeat(3_499)).fits()).isFalse();
    }

    @Test
    void a_text_is_not_printed() {
        assertThat(new PushText("Ana", "84.5%")).hasToString("PushText[masked]");
    }
}
