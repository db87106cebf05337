package org.belltower.local.demo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.Day;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.suite.place.Ports;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people choose and what the office decides about it, on the wire: as docs/preferences.md and docs/devices.md
/// say.
class ChoicesLoadIT {
    private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");
    private static final PersonId IDA = new PersonId("ida");
    private static final Family.Handset OLD = new Family.Handset("IOS", "PHONE", "15.8", "iPhone12,1", "828x1792");
    private static final DeviceId PHONE = new DeviceId("phone");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;
    private int marksFrom = 3;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// Marks the phone only when it is asked the third time.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " by "
                    + exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "") + " " + body);
            ObjectNode answer = JsonCodec.mapper().createObjectNode();
            ObjectNode phone = answer.putObject("items").putObject(PHONE.value());
            if (exchange.getRequestMethod().equals("GET") && looks.incrementAndGet() >= marksFrom) {
                phone.putObject("unsupported").put("cause", "VERSION_TOO_LOW");
            }
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static District district() {
        return new District(
                new DistrictId("elm"),
                "Elm",
                true,
                true,
                2027,
                Map.of("sis", List.of("/sis")),
                Map.of(),
                Map.of(),
                List.of(new Family(
                        "Ida",
                        Map.of(),
                        Map.of(IDA, new Family.Guardian("Ida Eze", Map.of())),
                        Map.of(
                                PHONE,
                                new Family.Device(
                                        IDA,
                                        Provider.APNS,
                                        true,
                                        false,
                                        Permission.ALLOWED,
                                        Map.of(Category.GRADES, Choice.OFF),
                                        false,
                                        OLD,
                                        null)),
                        Map.of(
                                IDA,
                                new Family.Preferences(
                                        Map.of(Category.LUNCH_BALANCE, Choice.below(new BigDecimal("10.50"))),
                                        "es",
                                        true,
                                        new Family.QuietHours("21:30", "06:30", "America/Chicago"))))),
                new District.PortalOptions(EnumSet.of(Category.ATTENDANCE), true, "en", "KEEP"),
                Map.of("ios", new District.Platform("IOS", "PHONE", new Day(-60), "15", "16", "Old.")));
    }

    private URI registry() {
        return Ports.http(server.getAddress().getPort());
    }

    private static Patience patience(Duration within) {
        return new Patience(InstantSource.system(), Duration.ofMillis(5), within);
    }

    private PersonTokens people() {
        return new PersonTokens((_, person) -> person.value());
    }

    private SuiteHttp http() {
        return new SuiteHttp(patience(Duration.ofSeconds(20)));
    }

    @Test
    void a_device_tells_its_handset_and_what_is_off_there() throws Exception {
        District district = district();
        FirstDay day = FirstDayFiles.load().with(district, new FirstDay.Chapter("none", List.of()));
        PhoneTokens tokens = PhoneTokens.make(day, new Random(1));
        try (SuiteHttp http = http()) {
            new SignIns(http, registry(), day.app(), tokens).load(district, people());
        }
        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst())
                .startsWith("PUT /v1/devices/phone by ida ")
                .contains("\"handset\":{\"deviceClass\":\"PHONE\",\"model\":\"iPhone12,1\",\"osVersion\":\"15.8\","
                        + "\"platform\":\"IOS\",\"screen\":\"828x1792\"}");
        assertThat(calls.getLast())
                .startsWith("PUT /v1/devices/phone/preferences by ida ")
                .contains("\"categories\":{\"GRADES\":{\"on\":false}}", "\"officeMessages\":false");
    }

    @Test
    void a_person_tells_once_what_holds_for_all_devices() throws Exception {
        try (SuiteHttp http = http()) {
            new PersonalPreferences(http, registry(), people()).load(district());
        }
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call).startsWith("PUT /v1/preferences by ida ");
            assertThat(JsonCodec.mapper().readTree(call.substring(call.indexOf('{'))))
                    .isEqualTo(JsonCodec.mapper().readTree("""
                            {"categories": {"LUNCH_BALANCE": {"on": true, "below": 10.50}}, "language": "es",
                             "detail": true,
                             "quietHours": {"from": "21:30", "to": "06:30", "zone": "America/Chicago"}}"""));
        });
    }

    @Test
    void the_office_raises_the_minimum_and_waits_until_the_old_phones_are_marked() throws Exception {
        try (SuiteHttp http = http()) {
            PlatformTable table = new PlatformTable(http, registry(), START, patience(Duration.ofSeconds(20)));
            table.write(district(), "office");
            table.raise(district(), "office");
        }
        assertThat(calls).hasSize(5);
        assertThat(calls.subList(0, 2))
                .allSatisfy(call -> assertThat(call)
                        .startsWith("PUT /v1/platforms/ios by office ")
                        .contains("\"since\":\"2026-09-21\""));
        assertThat(calls.get(0)).contains("\"minimum\":\"15\"");
        assertThat(calls.get(1)).contains("\"minimum\":\"16\"");
        assertThat(Set.copyOf(calls.subList(2, 5))).containsExactly("GET /v1/people/ida/devices by office ");
    }

    @Test
    void a_phone_that_is_not_marked_in_time_ends_the_play() throws Exception {
        marksFrom = Integer.MAX_VALUE;
        try (SuiteHttp http = http()) {
            PlatformTable table = new PlatformTable(http, registry(), START, patience(Duration.ofMillis(50)));
            assertThatExceptionOfType(PlayFailedException.class)
                    .isThrownBy(() -> table.raise(district(), "office"))
                    .withMessageStartingWith("device-registry has not marked phone, which is older than");
        }
    }

    @Test
    void the_district_decides_about_choices_when_they_are_made() throws Exception {
        try (SuiteHttp http = http()) {
            RosterUpload upload =
                    new RosterUpload(http, registry(), "play", patience(Duration.ofSeconds(20)), calls::add);
            new DistrictSetup(http, registry(), START, upload).decide(district(), "office");
        }
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call).startsWith("PUT /v1/district/portal-options by office ");
            assertThat(JsonCodec.mapper().readTree(call.substring(call.indexOf('{'))))
                    .isEqualTo(JsonCodec.mapper().readTree("""
                            {"mandatory": ["ATTENDANCE"], "detailPermitted": true, "defaultLanguage": "en",
                             "guardiansOfAdults": "KEEP"}"""));
        });
    }
}
