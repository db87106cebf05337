package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    // The binding's own example, and what older senders wrote.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                          | plain
            Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀
            "quoted text"                  | quoted text
            "a \\"quote\\" and \\\\"       | a "quote" and \\
            %2541                          | %41
            a+b                            | a+b
            "                              | "
            """)
    void a_header_is_unquoted_and_percent_decoded_once(String header, String text) {
        assertThat(HeaderText.decode(header)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "100%", "%C3", "%FF", "%ED%A0%80", "é", "%C0%AF"})
    void what_is_not_ascii_or_not_utf8_is_refused(String header) {
        assertThat(HeaderText.decode(header)).isEmpty();
    }
}
