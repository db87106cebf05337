package org.belltower.local.demo.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.push.Binding.Permission;

/// Signs people in on their phones, switches on what they chose, and logs some of them out: as the app does it, with
/// the person's own token. May be repeated.
public final class SignIns {
    private final SuiteHttp http;
    private final URI registry;
    private final App app;
    private final PhoneTokens tokens;

    public SignIns(SuiteHttp http, URI registry, App app, PhoneTokens tokens) {
        this.http = http;
        this.registry = registry;
        this.app = app;
        this.tokens = tokens;
    }

    /// Blocks until all devices of the district are as they are written down. Several at once, as phones do.
    public void load(District district, PersonTokens people) throws InterruptedException {
        List<AtOnce.Task> all = district.devices().entrySet().stream()
                .<AtOnce.Task>map(device -> () -> load(
                        new Phone(district.id(), device.getKey()),
                        device.getValue(),
                        person -> people.of(district, person)))
                .toList();
        AtOnce.all(all);
    }

    /// The access token of a person of the district. Blocks.
    @FunctionalInterface
    private interface Sessions {
        String of(PersonId person) throws InterruptedException;
    }

    private void load(Phone phone, Family.Device device, Sessions sessions) throws InterruptedException {
        Family.Earlier before = device.before();
        if (before != null) {
            String token = sessions.of(before.user());
            signIn(phone, device, true, Permission.ALLOWED, token);
            choose(phone, before.choices(), true, token);
        }
        String token = sessions.of(device.user());
        signIn(phone, device, device.stayLoggedIn(), device.permission(), token);
        choose(phone, device.choices(), device.officeMessages(), token);
        if (device.loggedOut()) {
            http.require(SuiteHttp.Call.json("POST", address(phone, "logout"), token, Map.of()));
        }
    }

    private void signIn(Phone phone, Family.Device device, boolean stayLoggedIn, Permission permission, String token)
            throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "app", app.id(),
                "provider", device.platform(),
                "token", tokens.of(phone),
                "stayLoggedIn", stayLoggedIn,
                "permission", permission));
        if (device.handset() != null) {
            body.put("handset", device.handset());
        }
        http.require(SuiteHttp.Call.json("PUT", address(phone), token, body));
    }

    /// Nothing chosen is nothing said: the app of somebody who opened no settings sends none.
    private void choose(Phone phone, Map<Category, Choice> choices, boolean officeMessages, String token)
            throws InterruptedException {
        if (!choices.isEmpty() || !officeMessages) {
            http.require(SuiteHttp.Call.json(
                    "PUT", address(phone, "preferences"), token, Choices.ofDevice(choices, officeMessages)));
        }
    }

    private URI address(Phone phone, String... more) {
        List<Object> path = new ArrayList<>(List.of("devices", phone.device()));
        path.addAll(List.of(more));
        return SuiteHttp.address(registry, path);
    }
}
