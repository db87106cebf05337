package org.belltower.dispatch.binding;

import java.util.Optional;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.Newest;
import org.belltower.dispatch.replica.Shared;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.push.Binding;
import org.belltower.model.wire.RecordKey;

/// The newest binding of every device. What many devices share (district, app, set of categories) is kept once.
///
/// Thread-safe.
public final class Bindings implements Copy<Binding> {
    private final Newest<Key, Binding> bindings = new Newest<>(Binding::version);
    private final Shared shared = new Shared();

    public Optional<Binding> find(DistrictId district, DeviceId device) {
        return bindings.find(new Key(district, device));
    }

    @Override
    public void put(Binding binding) {
        Binding small = shrunk(binding);
        bindings.put(new Key(small.district(), small.device()), small);
    }

    @Override
    public void remove(RecordKey key) {
        bindings.remove(new Key(key.district(), new DeviceId(key.id())));
    }

    /// A device that is not known receives nothing.
    @Override
    public void deny(RecordKey key) {
        remove(key);
    }

    @Override
    public int size() {
        return bindings.size();
    }

    private Binding shrunk(Binding binding) {
        return new Binding(
                shared.once(binding.district()),
                binding.device(),
                binding.version(),
                shared.once(binding.app()),
                binding.provider(),
                binding.person(),
                binding.sessionEpoch(),
                binding.session(),
                binding.permission(),
                binding.token(),
                binding.tokenVersion(),
                binding.tokenSince(),
                binding.categories(),
                binding.unsupported(),
                binding.officeMessages());
    }

    private record Key(DistrictId district, DeviceId device) {}
}
