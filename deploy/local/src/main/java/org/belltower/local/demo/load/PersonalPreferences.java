package org.belltower.local.demo.load;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.model.PersonId;

/// Writes what people chose for all of their devices, as the app does it, with the person's own token. May be repeated.
public final class PersonalPreferences {
    private final SuiteHttp http;
    private final URI address;
    private final PersonTokens people;

    public PersonalPreferences(SuiteHttp http, URI registry, PersonTokens people) {
        this.http = http;
        this.address = registry.resolve("/v1/preferences");
        this.people = people;
    }

    /// Blocks until all is written. Who chose nothing sends nothing.
    ///
    /// @throws PlayFailedException if anything is refused
    public void load(District district) throws InterruptedException {
        List<AtOnce.Task> all = district.families().stream()
                .flatMap(family -> family.preferences().entrySet().stream())
                .<AtOnce.Task>map(chosen -> () -> put(district, chosen.getKey(), chosen.getValue()))
                .toList();
        AtOnce.all(all);
    }

    private void put(District district, PersonId person, Family.Preferences chosen) throws InterruptedException {
        http.require(SuiteHttp.Call.json("PUT", address, people.of(district, person), body(chosen)));
    }

    private static Map<String, Object> body(Family.Preferences chosen) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("categories", Choices.body(chosen.categories()));
        body.put("detail", chosen.detail());
        if (chosen.language() != null) {
            body.put("language", chosen.language());
        }
        Family.QuietHours quiet = chosen.quietHours();
        if (quiet != null) {
            Map<String, String> hours = new LinkedHashMap<>(Map.of("from", quiet.from(), "to", quiet.to()));
            if (quiet.zone() != null) {
                hours.put("zone", quiet.zone());
            }
            body.put("quietHours", hours);
        }
        return body;
    }
}
