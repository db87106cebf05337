package org.belltower.registry.torture;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;

/// A call that took something away from a device which nobody else touches, and was answered: so Kafka had
/// acknowledged by that time that the binding says so.
///
/// @param device as its record's key
record Acknowledged(Loss loss, String device, long sessionEpoch, Instant when) {
    enum Loss {
        LOGGED_OUT,
        /// All sessions of the person, as by a new password.
        SESSIONS_ENDED,
        PERMISSION_DENIED
    }

    /// Whether the newest of what Kafka had acknowledged said so. When its record was made tells nothing:
    /// that is before its commit.
    ///
    /// @param bindings all that was ever published of the device
    /// @param commits when each version was acknowledged
    boolean stoodThere(List<Binding> bindings, Map<Long, Instant> commits) {
        return bindings.stream()
                .filter(binding ->
                        !commits.getOrDefault(binding.version(), Instant.MAX).isAfter(when))
                .max(Comparator.comparingLong(Binding::version))
                .filter(this::isSaidBy)
                .isPresent();
    }

    private boolean isSaidBy(Binding binding) {
        return binding.sessionEpoch() >= sessionEpoch
                && switch (loss) {
                    case LOGGED_OUT, SESSIONS_ENDED -> binding.session() == SessionState.SIGNED_OUT;
                    case PERMISSION_DENIED -> binding.permission() == Permission.DENIED;
                };
    }
}
