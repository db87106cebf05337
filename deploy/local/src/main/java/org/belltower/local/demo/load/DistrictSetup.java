package org.belltower.local.demo.load;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.drive.SuiteHttp;

/// Writes a district into device-registry as its office does: the district and its app, then the roster, and, once
/// people have chosen, what it decides about their choices. May be repeated.
public final class DistrictSetup {
    private final SuiteHttp http;
    private final URI registry;
    private final Instant start;
    private final RosterUpload upload;

    /// @param start from which the days are counted
    public DistrictSetup(SuiteHttp http, URI registry, Instant start, RosterUpload upload) {
        this.http = http;
        this.registry = registry;
        this.start = start;
        this.upload = upload;
    }

    /// Blocks until all is written.
    ///
    /// @param token of the district's office
    /// @throws PlayFailedException if anything is refused, naming it
    public void load(District district, App app, String token) throws InterruptedException {
        put(
                token,
                Map.of(
                        "name", district.name(),
                        "foodService", district.foodService(),
                        "activeYear", district.activeYear()),
                "district");
        put(token, Map.of("enabled", district.notifications()), "push-notifications");
        put(
                token,
                Map.of("name", app.name(), "apns", app.apns(), "fcm", app.fcm(), "areas", app.areas()),
                "apps",
                app.id());
        upload.bring(district.id(), new RosterItems(district, start).all(), token);
    }

    /// Blocks until it is written what the district decides about what its people choose, if it decides anything: so
    /// they have chosen while nothing was mandatory yet.
    ///
    /// @param token of the district's office
    /// @throws PlayFailedException if it is refused
    public void decide(District district, String token) throws InterruptedException {
        District.PortalOptions options = district.options();
        if (options != null) {
            put(token, options, "district", "portal-options");
        }
    }

    private void put(String token, Object body, Object... path) throws InterruptedException {
        http.require(SuiteHttp.Call.json("PUT", SuiteHttp.address(registry, List.of(path)), token, body));
    }
}
