package org.belltower.dispatch.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.belltower.dispatch.send.Pushes;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.service.contract.ServedContract.Samples;
import org.eclipse.microprofile.config.ConfigProvider;

/// A district that has of everything one that the dispatcher's operations name, under ids that every such district has,
/// and its people.
///
/// @param id unlike any other
/// @param version of its credential
/// @param token of its phone
/// @param push a test push of its person, which has ended
record GivenDistrict(DistrictId id, long version, DeviceToken token, PushId push) {
    private static final AppId APP = new AppId("branded");
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final GroupId OFFICE = new GroupId("office");

    static GivenDistrict unlikeAnyOther() {
        String name = "district-" + UUID.randomUUID();
        return new GivenDistrict(
                new DistrictId(name),
                Math.abs(UUID.randomUUID().getMostSignificantBits() >> 16),
                new DeviceToken(HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8))),
                new PushId(UUID.randomUUID()));
    }

    /// Its ids.
    Samples samples() {
        return samples(APP.value(), PHONE.value(), push.toString());
    }

    /// Ids that no district has.
    static Samples nobodys() {
        return samples("nothing", "nothing", UUID.randomUUID().toString());
    }

    private static Samples samples(String app, String device, String push) {
        return new Samples(
                Map.of("{app}", app, "{installation}", device, "/v1/test-pushes/{id}", push), Map.of(), Map.of());
    }

    /// Returns when the dispatcher knows all of it, and its test push was accepted.
    void fill(Suite suite) {
        long now = suite.nextVersion();
        suite.set(new DistrictSettings(id, now, true, true, 2027, null));
        suite.set(new RightsSettings(id, now, Map.of(OFFICE, ToolRights.of(StaffTool.APPS, Right.WRITE))));
        suite.bind(new Binding(
                id,
                PHONE,
                1,
                Pushes.FAMILY,
                Provider.APNS,
                Pushes.GUARDIAN,
                Pushes.EPOCH,
                SessionState.KEPT,
                Binding.Permission.ALLOWED,
                token,
                1,
                Pushes.NOON,
                Set.of(Category.GRADES),
                null,
                true));
        JsonPath issued = simulator()
                .body(Map.of("name", id.value(), "teamId", "TEAM000001", "topics", List.of(TestConfig.TOPIC)))
                .post("/v1/apns/certificates")
                .jsonPath();
        suite.upload(TestKeys.sealed(
                TestKeys.seal(),
                id,
                APP,
                version,
                TestKeys.certificate(Path.of(issued.getString("file")), issued.getString("password"))));
        assertThat(suite.result(suite.send(testPush()))).isEqualTo(new Result.Accepted(Provider.APNS));
        await().until(() -> given().auth()
                .oauth2(program("operations.read"))
                .get("/v1/status")
                .path("uploaded.size()")
                .equals(1));
    }

    private Push testPush() {
        Instant now = Instant.now();
        return new Push(
                push,
                id,
                PHONE,
                Pushes.GUARDIAN,
                Pushes.EPOCH,
                new PushCause.TestCause(),
                Area.SETTINGS,
                "Test",
                "Test",
                now,
                now.plus(Duration.ofMinutes(5)));
    }

    /// A call of the simulator's own API.
    static RequestSpecification simulator() {
        return given().baseUri(ConfigProvider.getConfig().getValue(SimulatorResource.CONTROL, String.class))
                .contentType("application/json");
    }

    String program(String... scopes) {
        return minted(TokenRequest.forClient("operator").district(id.value()).scopes(scopes));
    }

    /// A person of the same name is in every district.
    String person(String... scopes) {
        return minted(TokenRequest.forPerson(Pushes.GUARDIAN.value(), "family-app")
                .district(id.value())
                .scopes(scopes));
    }

    /// In the group that may test credentials in its own district.
    String office() {
        return minted(TokenRequest.forPerson("p-1", "office")
                .district(id.value())
                .groups(OFFICE.value())
                .scopes("staff"));
    }

    static String minted(TokenRequest request) {
        return Backends.tokens().mint(request);
    }
}
