package org.belltower.local.demo.provider;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.change.Change;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// A push that waits because its provider takes none for its phone for a while.
///
/// @param change what it tells of
/// @param withdrawal how the right to it is taken away while it waits, null if it stands
public record HeldPush(
        Phone phone,
        Provider provider,
        PushId id,
        Change change,
        @Nullable Withdrawal withdrawal) {

    /// The pushes of a day that wait.
    public static List<HeldPush> of(FirstDay day) {
        List<HeldPush> held = new ArrayList<>();
        day.events().filter(event -> !event.meanwhile().isEmpty()).forEach(event -> {
            District district = day.district(event.district());
            Map<DeviceId, Withdrawal> meanwhile = event.meanwhile();
            Change change = event.change();
            devices(event).forEach(device -> {
                Phone phone = new Phone(event.district(), device);
                Provider provider =
                        Objects.requireNonNull(district.devices().get(device)).platform();
                PushId id = PushId.of(event.district(), EventKey.of(event).id(), device);
                held.add(new HeldPush(phone, provider, id, change, meanwhile.get(device)));
            });
        });
        return List.copyOf(held);
    }

    private static Set<DeviceId> devices(CaseEvent event) {
        Set<DeviceId> devices = new LinkedHashSet<>(event.meanwhile().keySet());
        if (event.expected() instanceof Expectation.Told told) {
            devices.addAll(told.arrives());
        }
        return devices;
    }
}
