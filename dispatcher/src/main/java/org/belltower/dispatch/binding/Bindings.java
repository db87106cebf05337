package org.belltower.dispatch.binding;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.push.Binding;
import org.belltower.model.wire.RecordKey;

/// The newest binding of every device. What many devices share (district, app, set of categories) is kept once.
///
/// Thread-safe.
public final class Bindings {
    private final ConcurrentMap<Key, Binding> bindings = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Object> shared = new ConcurrentHashMap<>();
    private final Freshness freshness;

    /// @param freshness of this copy: what is not fresh is not to be acted on
    public Bindings(Freshness freshness) {
        this.freshness = freshness;
    }

    public Freshness freshness() {
        return freshness;
    }

    public Optional<Binding> find(DistrictId district, DeviceId device) {
        return Optional.ofNullable(bindings.get(new Key(district, device)));
    }

    /// Keeps the binding unless a version that is as new is known. Repeatable.
    public void put(Binding binding) {
        Binding small = shrunk(binding);
        bindings.merge(
                new Key(small.district(), small.device()),
                small,
                (known, offered) -> offered.version() > known.version() ? offered : known);
    }

    /// Forgets the device.
    public void remove(RecordKey key) {
        bindings.remove(new Key(key.district(), new DeviceId(key.id())));
    }

    public int size() {
        return bindings.size();
    }

    private Binding shrunk(Binding binding) {
        DistrictId district = once(binding.district());
        AppId app = once(binding.app());
        return new Binding(
                district,
                binding.device(),
                binding.version(),
                app,
                binding.provider(),
                binding.person(),
                binding.sessionEpoch(),
                binding.session(),
                binding.permission(),
                binding.token(),
                binding.tokenVersion(),
                binding.tokenSince(),
                binding.categories());
    }

    @SuppressWarnings("unchecked") // What is equal to a T here is a T: ids are records.
    private <T> T once(T value) {
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    private record Key(DistrictId district, DeviceId device) {}
}
