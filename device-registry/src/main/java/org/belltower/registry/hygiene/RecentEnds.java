package org.belltower.registry.hygiene;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// How the last pushes ended by each district and provider: one end a device, its last. Whether a
/// lane takes tokens is told by what it did lately, so this is not kept: after a start no token is
/// retired until something was heard again. An outcome does not say which app it is of; whoever
/// asks looks that up for these few.
///
/// Not thread-safe.
public final class RecentEnds {
    /// What ended earlier tells nothing of now.
    private static final Duration LATELY = TokenVerdict.SUSPECT_FOR;

    private static final int MOST_DEVICES = 128;
    private static final int MOST_LANES = 4_096;

    private final Map<Lane, Map<DeviceId, End>> lanes = new Newest<>(MOST_LANES);

    private record Lane(DistrictId district, Provider provider) {}

    /// @param accepted else its token was refused
    public record End(DeviceId device, Instant at, boolean accepted) {}

    /// How pushes to a district's devices ended lately, the oldest first, by one provider.
    public record Lately(List<End> ends) {
        public Lately {
            ends = List.copyOf(ends);
        }
    }

    public void add(DistrictId district, Provider provider, End end) {
        Lane lane = new Lane(district, provider);
        Map<DeviceId, End> ends = lanes.remove(lane);
        if (ends == null) {
            ends = new Newest<>(MOST_DEVICES);
        }
        ends.remove(end.device());
        ends.put(end.device(), end);
        lanes.put(lane, ends);
    }

    /// @return those of the hour before
    public Lately before(Instant moment, DistrictId district, Provider provider) {
        Instant earliest = moment.minus(LATELY);
        return new Lately(lanes.getOrDefault(new Lane(district, provider), Map.of()).values().stream()
                .filter(end -> end.at().isAfter(earliest))
                .toList());
    }

    /// What was put first goes when there are too many.
    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Newest(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> oldest) {
            return size() > most;
        }
    }
}
