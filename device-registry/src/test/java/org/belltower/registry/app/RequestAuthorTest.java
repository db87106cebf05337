package org.belltower.registry.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestAuthorTest {
    @Test
    void I_54_an_address_is_kept_without_the_interface_of_this_machine() {
        assertThat(RequestAuthor.withoutZone("fe80:0:0:0:0:0:0:1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(RequestAuthor.withoutZone("2001:db8::7")).isEqualTo("2001:db8::7");
        assertThat(RequestAuthor.withoutZone("127.0.0.1")).isEqualTo("127.0.0.1");
    }
}
