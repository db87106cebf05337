package org.belltower.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void a_port_that_somebody_listens_on_is_not_free() throws Exception {
        int port = FreePorts.find();
        assertThat(FreePorts.isFree(port)).isTrue();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void a_port_that_was_asked_for_is_kept() {
        assertThat(FreePorts.orFree(18_420)).isEqualTo(18_420);
        assertThat(FreePorts.orFree(0)).isPositive();
    }

    @Test
    void none_is_given_out_twice_though_none_is_bound_yet() {
        assertThat(IntStream.range(0, 1_000).map(_ -> FreePorts.find()).boxed()).doesNotHaveDuplicates();
    }
}
