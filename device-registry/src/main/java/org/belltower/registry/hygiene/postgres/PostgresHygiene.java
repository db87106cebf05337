package org.belltower.registry.hygiene.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.device.Device;
import org.belltower.registry.device.postgres.DeviceTokens;
import org.belltower.registry.hygiene.LaneCount;
import org.belltower.registry.hygiene.RecentEnds;
import org.belltower.registry.hygiene.Rejection;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.hygiene.Suspects;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.registry.hygiene.TokenVerdict;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Handle;

/// Applies verdicts to the devices that stand in the database, one transaction a device. Takes
/// nothing from anybody, so Kafka is not waited for.
///
/// Thread-safe.
public final class PostgresHygiene implements TokenHygiene {
    private final Suspects suspects;
    private final DistrictTransactions transactions;

    public PostgresHygiene(Suspects suspects, DistrictTransactions transactions) {
        this.suspects = suspects;
        this.transactions = transactions;
    }

    @Override
    public Retirement died(DistrictId district, DeviceId id, Result.TokenDead proof, Instant told) {
        return settle(district, id, (_, device) -> TokenVerdict.died(device, proof, told));
    }

    @Override
    public Retirement rejected(DistrictId district, DeviceId id, Rejection rejection, RecentEnds.Lately recent) {
        return settle(
                district,
                id,
                (handle, device) -> TokenVerdict.rejected(
                        device,
                        rejection,
                        environment(handle, device.app(), rejection.provider()),
                        count(handle, device.app(), rejection.provider(), recent)));
    }

    /// What is to become of the device, which is locked.
    @FunctionalInterface
    private interface Judgement {
        Retirement of(Handle handle, Device device);
    }

    private Retirement settle(DistrictId district, DeviceId id, Judgement judgement) {
        return transactions.writeAhead(district, handle -> {
            Optional<Device> known = DeviceTokens.locked(handle, id);
            Retirement retirement =
                    known.map(device -> judgement.of(handle, device)).orElse(Retirement.Kept.NO_DEVICE);
            switch (retirement) {
                case Retirement.Retired(Device after) -> DeviceTokens.retire(handle, id, after);
                case Retirement.Suspected(Device after) -> DeviceTokens.save(handle, id, after);
                case Retirement.Kept _ -> {}
            }
            return retirement;
        });
    }

    /// With another one the app's tokens may be taken that were not.
    private static String environment(Handle handle, AppId app, Provider provider) {
        String column = switch (provider) {
            case APNS -> "apns_environment";
            case FCM -> "fcm_project";
        };
        return handle.createQuery("SELECT coalesce(" + column + ", '') FROM app WHERE id = :app")
                .bind("app", app)
                .mapTo(String.class)
                .one();
    }

    private static LaneCount count(Handle handle, AppId app, Provider provider, RecentEnds.Lately recent) {
        Map<DeviceId, Boolean> accepted = new HashMap<>();
        recent.ends().forEach(end -> accepted.put(end.device(), end.accepted()));
        List<DeviceId> ofApp = handle.createQuery("""
                        SELECT id FROM device WHERE app = :app AND provider = :provider AND id = ANY (:devices)
                        """)
                .bind("app", app)
                .bind("provider", provider)
                .bindArray(
                        "devices",
                        String.class,
                        accepted.keySet().stream().map(DeviceId::value).toList())
                .mapTo(DeviceId.class)
                .list();
        int taken = (int) ofApp.stream().filter(accepted::get).count();
        return new LaneCount(taken, ofApp.size() - taken);
    }

    @Override
    public int accepted(Collection<Acceptance> acceptances) {
        Map<RecordKey, Acceptance> last = new HashMap<>();
        for (Acceptance each : acceptances) {
            last.merge(
                    new RecordKey(each.district(), each.device().value()),
                    each,
                    (one, other) -> one.at().isAfter(other.at()) ? one : other);
        }
        int cleared = 0;
        for (RecordKey suspect : suspects.among(last.keySet())) {
            Acceptance acceptance = last.get(suspect);
            if (acceptance != null && clear(acceptance)) {
                cleared++;
            }
        }
        return cleared;
    }

    private boolean clear(Acceptance acceptance) {
        return transactions.writeAhead(acceptance.district(), handle -> {
            Optional<Device> cleared = DeviceTokens.locked(handle, acceptance.device())
                    .flatMap(device -> TokenVerdict.accepted(device, acceptance.at()));
            cleared.ifPresent(device -> DeviceTokens.save(handle, acceptance.device(), device));
            return cleared.isPresent();
        });
    }
}
