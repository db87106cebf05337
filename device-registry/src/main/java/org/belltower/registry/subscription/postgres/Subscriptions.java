package org.belltower.registry.subscription.postgres;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Subscription;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.subscription.Choices;
import org.belltower.registry.subscription.DeviceChoices;
import org.belltower.registry.subscription.Offer;
import org.jdbi.v3.core.Handle;

/// Keeps what is on: by a person's default, and on each of their devices. In the handle's transaction and
/// district, one transaction a person at a time. What follows from a choice is decided by [DeviceChoices];
/// here it is read, written and marked. Blocks.
///
/// @param person who chooses
public record Subscriptions(Handle handle, PersonId person) {
    private static final DeviceChoices NOTHING = new DeviceChoices(Map.of());

    /// Locks the person, until the transaction ends. A device that is locked too was locked before.
    public static Subscriptions locked(Handle handle, PersonId person) {
        Locks.person(handle, person);
        return new Subscriptions(handle, person);
    }

    /// What is on by default.
    public Map<Category, Subscription> defaults() {
        return SubscriptionRows.defaults(handle, person);
    }

    /// What is said on the device, whoever uses it now.
    public DeviceChoices on(DeviceId device) {
        return SubscriptionRows.devices(handle, person).getOrDefault(device, NOTHING);
    }

    /// Replaces the person's default. May be repeated. It reaches all of their devices, also those on which
    /// somebody else is signed in now: there it holds when the person signs in again.
    public void chooseByDefault(Choices wished, Instant now) {
        Map<Category, Subscription> before = defaults();
        Map<Category, Subscription> after =
                offer().admit(Choices.of(before), wished).applyTo(before, now);
        if (after.equals(before)) {
            used().forEach(device -> Marks.bindingAgain(handle, device));
            return;
        }
        Map<DeviceId, DeviceChoices> said = SubscriptionRows.devices(handle, person);
        Map<DeviceId, DeviceChoices> next = new HashMap<>();
        said.forEach((device, choices) -> next.put(device, choices.defaultsChanged(after, now)));
        next.forEach((device, choices) -> {
            if (!choices.equals(said.get(device))) {
                SubscriptionRows.replace(handle, device, person, choices);
            }
        });
        SubscriptionRows.replaceDefaults(handle, person, after);
        for (DeviceId device : used()) {
            mark(
                    device,
                    said.getOrDefault(device, NOTHING).effective(before).keySet(),
                    next.getOrDefault(device, NOTHING).effective(after).keySet());
        }
        Marks.audiencesOf(handle, person);
    }

    /// Replaces what is chosen for a device that the person is signed in on. May be repeated.
    public void chooseOn(DeviceId device, Choices wished, Instant now) {
        Map<Category, Subscription> defaults = defaults();
        DeviceChoices before = on(device);
        DeviceChoices after = before.choose(offer().admit(before.own(), wished), defaults, now);
        Map<Category, Subscription> effectiveBefore = before.effective(defaults);
        Map<Category, Subscription> effectiveAfter = after.effective(defaults);
        if (!after.equals(before)) {
            SubscriptionRows.replace(handle, device, person, after);
        }
        mark(device, effectiveBefore.keySet(), effectiveAfter.keySet());
        if (!effectiveAfter.equals(effectiveBefore)) {
            Marks.audiencesOf(handle, person);
        }
    }

    /// Of the person's, on whichever device. Whoever calls marks what is to be published anew.
    public void forget() {
        SubscriptionRows.forget(handle, person);
    }

    private void mark(DeviceId device, Set<Category> before, Set<Category> after) {
        if (after.equals(before)) {
            Marks.bindingAgain(handle, device);
        } else {
            Marks.binding(handle, device);
        }
    }

    /// The devices whose binding tells of the person, signed out or not.
    private List<DeviceId> used() {
        return handle.createQuery("SELECT id FROM device WHERE person = :person ORDER BY id")
                .bind("person", person)
                .mapTo(DeviceId.class)
                .list();
    }

    private Offer offer() {
        return handle.createQuery("SELECT food_service, mandatory FROM district")
                .map((row, _) -> new Offer(row.getBoolean("food_service"), categories((String[])
                        row.getArray("mandatory").getArray())))
                .findOne()
                .orElseGet(() -> new Offer(false, Set.of()));
    }

    private static Set<Category> categories(String[] names) {
        return Stream.of(names).map(Category::valueOf).collect(Collectors.toSet());
    }
}
