package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

class CarriedStreamsTest {
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM000001/production");
    private static final Credential OTHER = new Credential(Provider.APNS, "TEAM000002/production");

    private final List<String> told = new ArrayList<>();

    private void tell(Credential credential, int streams) {
        told.add(credential.id().substring(0, 10) + "=" + streams);
    }

    @Test
    void the_sum_of_all_who_carry_for_a_credential_is_told() {
        CarriedStreams carried = new CarriedStreams(this::tell);
        IntConsumer one = carried.share(TEAM);
        IntConsumer next = carried.share(TEAM);
        carried.share(OTHER).accept(5);
        one.accept(1_000);
        next.accept(1);
        one.accept(3);
        next.accept(1_000);
        one.accept(0);
        assertThat(told)
                .containsExactly(
                        "TEAM000002=5",
                        "TEAM000001=1000",
                        "TEAM000001=1001",
                        "TEAM000001=4",
                        "TEAM000001=1003",
                        "TEAM000001=1000");
    }

    @Test
    void what_is_said_while_it_tells_is_told_after_it() {
        List<IntConsumer> shares = new ArrayList<>();
        CarriedStreams carried = new CarriedStreams((credential, streams) -> {
            if (streams == 10) {
                shares.getFirst().accept(1);
            }
            tell(credential, streams);
        });
        shares.add(carried.share(TEAM));
        shares.getFirst().accept(10);
        assertThat(told).containsExactly("TEAM000001=10", "TEAM000001=1");
    }
}
