package org.belltower.dispatch.withdrawal;

import java.util.Optional;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.replica.Copy;
import org.belltower.model.DeviceId;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.wire.RecordKey;

/// The bindings, and whoever hears of devices that are told less from here on: a session that is
/// over or another's, a token that is gone, a permission or a category taken back (I-3, I-28, I-46,
/// I-50). It is told after the change can be found.
///
/// Thread-safe.
public record WatchedBindings(Bindings bindings, Listening listening) implements Copy<Binding> {
    @Override
    public void put(Binding binding) {
        Optional<Binding> before =
                listening.wants() ? bindings.find(binding.district(), binding.device()) : Optional.empty();
        bindings.put(binding);
        if (before.filter(known -> takesAway(known, binding)).isPresent()) {
            listening.concerned(new Concern.OfDevice(binding.district(), binding.device()));
        }
    }

    private static boolean takesAway(Binding known, Binding now) {
        return now.version() > known.version()
                && (now.sessionEpoch() != known.sessionEpoch()
                        || !now.person().equals(known.person())
                        || (known.session() == SessionState.KEPT && now.session() != SessionState.KEPT)
                        || (known.token() != null && now.token() == null)
                        || (known.permission() != Permission.DENIED && now.permission() == Permission.DENIED)
                        || (known.supported() && !now.supported())
                        || !now.categories().containsAll(known.categories()));
    }

    @Override
    public void remove(RecordKey key) {
        bindings.remove(key);
        gone(key);
    }

    @Override
    public void deny(RecordKey key) {
        bindings.deny(key);
        gone(key);
    }

    private void gone(RecordKey key) {
        if (listening.wants()) {
            listening.concerned(new Concern.OfDevice(key.district(), new DeviceId(key.id())));
        }
    }

    @Override
    public int size() {
        return bindings.size();
    }
}
