package org.belltower.dispatch.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.dispatch.send.Pushes;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.Test;

class BindingsTest {
    private final Bindings bindings = new Bindings();

    private static Binding version(long version) {
        return Pushes.binding(Pushes.PHONE, Provider.APNS, new DeviceToken("aa0" + version), version);
    }

    @Test
    void the_highest_version_stays_whatever_comes_later() {
        bindings.put(version(2));
        bindings.put(version(3));
        bindings.put(version(1));
        assertThat(bindings.find(Pushes.NORTH, Pushes.PHONE)).contains(version(3));
        assertThat(bindings.size()).isEqualTo(1);
    }

    @Test
    void A17_a_device_that_is_not_supported_stays_known_as_such() {
        bindings.put(Pushes.unsupported(2));
        assertThat(bindings.find(Pushes.NORTH, Pushes.PHONE)).contains(Pushes.unsupported(2));
    }

    @Test
    void a_removed_device_is_unknown() {
        bindings.put(version(1));
        bindings.remove(version(1).key());
        assertThat(bindings.find(Pushes.NORTH, Pushes.PHONE)).isEmpty();
    }

    @Test
    void what_devices_share_is_kept_once() {
        bindings.put(version(1));
        bindings.put(
                Pushes.binding(new org.belltower.model.DeviceId("phone-2"), Provider.FCM, new DeviceToken("bb"), 1));
        Binding one = bindings.find(Pushes.NORTH, Pushes.PHONE).orElseThrow();
        Binding other = bindings.find(Pushes.NORTH, new org.belltower.model.DeviceId("phone-2"))
                .orElseThrow();
        assertThat(one.app()).isSameAs(other.app());
        assertThat(one.district()).isSameAs(other.district());
    }
}
