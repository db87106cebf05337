package org.belltower.local.demo.play;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.Day;
import org.belltower.local.demo.District;
import org.belltower.local.demo.Family;
import org.belltower.local.demo.FirstDay.App;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;

/// Writes a district into device-registry as its office does. May be repeated.
final class DistrictSetup {
    private final SuiteHttp http;
    private final URI registry;
    private final Instant start;

    /// @param start from which the days are counted
    DistrictSetup(SuiteHttp http, URI registry, Instant start) {
        this.http = http;
        this.registry = registry;
        this.start = start;
    }

    /// Blocks until all is written.
    ///
    /// @param token of the district's office
    void load(District district, App app, String token) throws InterruptedException {
        put(
                token,
                Map.of(
                        "name", district.name(),
                        "foodService", district.foodService(),
                        "activeYear", district.activeYear()),
                "district");
        put(token, Map.of("enabled", district.notifications()), "push-notifications");
        put(token, Map.of("name", app.name(), "apns", app.apns(), "fcm", app.fcm()), "apps", app.id());
        for (var school : district.schools().entrySet()) {
            put(token, school.getValue(), "schools", school.getKey());
        }
        for (var calendar : district.calendars().entrySet()) {
            put(token, calendar(district, calendar.getValue()), "calendars", calendar.getKey());
        }
        for (Family family : district.families()) {
            load(district, family, token);
        }
    }

    private Map<String, Object> calendar(District district, District.Calendar calendar) {
        var zone = district.zone(calendar.school());
        return Map.of(
                "school", calendar.school(),
                "year", calendar.year(),
                "starts", calendar.starts().date(start, zone),
                "ends", calendar.ends().date(start, zone),
                "excluded", false);
    }

    private void load(District district, Family family, String token) throws InterruptedException {
        for (var student : family.students().entrySet()) {
            put(token, student.getValue(), "students", student.getKey());
        }
        for (var guardian : family.guardians().entrySet()) {
            PersonId id = guardian.getKey();
            put(token, Map.of("name", guardian.getValue().name()), "guardians", id);
            for (var relationship : guardian.getValue().of().entrySet()) {
                StudentId student = relationship.getKey();
                put(
                        token,
                        relationship(district, student, relationship.getValue()),
                        "students",
                        student,
                        "guardians",
                        id);
            }
        }
    }

    private Map<String, Object> relationship(District district, StudentId student, Family.Relationship relationship) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("portal", relationship.portal());
        body.put("restricted", relationship.restricted());
        day(body, "starts", relationship.starts(), district, student);
        day(body, "ends", relationship.ends(), district, student);
        return body;
    }

    private void day(Map<String, Object> body, String name, @Nullable Day day, District district, StudentId student) {
        if (day != null) {
            body.put(name, day.date(start, district.zone(student)));
        }
    }

    private void put(String token, Object body, Object... path) throws InterruptedException {
        http.require(SuiteHttp.Call.json("PUT", address(registry, List.of(path)), token, body));
    }

    /// `/v1` and the segments, each encoded.
    static URI address(URI service, List<Object> segments) {
        StringBuilder path = new StringBuilder("/v1");
        segments.forEach(segment -> path.append('/')
                .append(URLEncoder.encode(segment.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
        return service.resolve(path.toString());
    }
}
