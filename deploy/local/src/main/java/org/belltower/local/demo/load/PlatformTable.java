package org.belltower.local.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.model.DeviceId;

/// Writes a district's table of supported platforms, and raises its minimums once everybody has signed in (A17). May be
/// repeated.
public final class PlatformTable {
    private final SuiteHttp http;
    private final URI registry;
    private final Instant start;
    private final Patience patience;

    /// @param start from which the days are counted
    /// @param patience with device-registry, which marks devices soon after the table was changed
    public PlatformTable(SuiteHttp http, URI registry, Instant start, Patience patience) {
        this.http = http;
        this.registry = registry;
        this.start = start;
        this.patience = patience;
    }

    /// As it stands when people sign in. Blocks.
    ///
    /// @param token of the district's office
    public void write(District district, String token) throws InterruptedException {
        for (Map.Entry<String, District.Platform> row : district.platforms().entrySet()) {
            put(row.getKey(), row.getValue(), row.getValue().minimum(), token);
        }
    }

    /// Raises the minimums, and blocks until all devices that are not supported any more are marked.
    ///
    /// @param token of the district's office
    /// @throws PlayFailedException if they are not in time
    public void raise(District district, String token) throws InterruptedException {
        for (Map.Entry<String, District.Platform> row : district.platforms().entrySet()) {
            String raised = row.getValue().raised();
            if (raised != null) {
                put(row.getKey(), row.getValue(), raised, token);
            }
        }
        for (Map.Entry<DeviceId, Family.Device> device : district.devices().entrySet()) {
            boolean signedIn = !device.getValue().loggedOut();
            if (signedIn && !district.supports(device.getValue())) {
                awaitMarked(device.getKey(), device.getValue(), token);
            }
        }
    }

    private void put(String row, District.Platform platform, String minimum, String token) throws InterruptedException {
        http.require(SuiteHttp.Call.json(
                "PUT",
                SuiteHttp.address(registry, List.of("platforms", row)),
                token,
                Map.of(
                        "since", platform.since().date(start, ZoneOffset.UTC),
                        "platform", platform.platform(),
                        "deviceClass", platform.deviceClass(),
                        "minimum", minimum,
                        "excludedModels", List.of(),
                        "excludedScreens", List.of(),
                        "reason", platform.reason())));
    }

    private void awaitMarked(DeviceId id, Family.Device device, String token) throws InterruptedException {
        URI address = SuiteHttp.address(registry, List.of("people", device.user(), "devices"));
        boolean marked = patience.until(() -> {
            JsonNode devices = http.require(SuiteHttp.Call.get(address, token)).path("items");
            return devices.path(id.value()).hasNonNull("unsupported");
        });
        if (!marked) {
            throw new PlayFailedException("device-registry has not marked " + id
                    + ", which is older than what its district supports, within "
                    + patience.within().toSeconds() + " s");
        }
    }
}
