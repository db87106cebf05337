package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// I-24.
class TokenFormTest {
    @Test
    void Apples_bytes_are_written_in_one_way_however_many_there_are() {
        for (String bytes : new String[] {"0a", "00ff".repeat(16), "ab".repeat(2048)}) {
            DeviceToken token = new DeviceToken(bytes);
            assertThat(TokenForm.of(Provider.APNS, token)).isEqualTo(token);
            assertThat(TokenForm.of(Provider.APNS, new DeviceToken(bytes.toUpperCase(Locale.ROOT))))
                    .isEqualTo(token);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0a1", "0g", "0a 0b", "<0a0b>", "0x0a", "token", "\u0660\u0660"})
    void what_is_no_hex_Apple_did_not_give_out(String text) {
        assertThatThrownBy(() -> TokenForm.of(Provider.APNS, new DeviceToken(text)))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        refused -> assertThat(refused.field()).isEqualTo("token"))
                .hasMessage("token must be hex digits, two for each byte");
    }

    @Test
    void Firebases_text_stays_as_it_is() {
        DeviceToken token = new DeviceToken("cA1:APA91b_x-Y");
        assertThat(TokenForm.of(Provider.FCM, token)).isEqualTo(token);
    }
}
