package org.belltower.local.demo.load;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final int AT_ONCE = 8;

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

    /// Where a person's access token comes from. Blocks.
    @FunctionalInterface
    public interface PersonTokens {
        String of(District district, PersonId person) throws InterruptedException;
    }

    /// Blocks until all devices of the district are as they are written down. Several at once, as phones do.
    public void load(District district, PersonTokens people) throws InterruptedException {
        Map<PersonId, String> known = new ConcurrentHashMap<>();
        try (ExecutorService phones = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Boolean>> all = district.devices().entrySet().stream()
                    .<Callable<Boolean>>map(device -> () -> {
                        load(
                                new Phone(district.id(), device.getKey()),
                                device.getValue(),
                                person -> token(known, people, district, person));
                        return true;
                    })
                    .toList();
            for (Future<Boolean> one : phones.invokeAll(all)) {
                boolean _ = one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
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
            choose(phone, before.choices(), token);
        }
        String token = sessions.of(device.user());
        signIn(phone, device, device.stayLoggedIn(), device.permission(), token);
        choose(phone, device.choices(), token);
        if (device.loggedOut()) {
            http.require(SuiteHttp.Call.json("POST", address(phone, "logout"), token, Map.of()));
        }
    }

    private static String token(Map<PersonId, String> known, PersonTokens people, District district, PersonId person)
            throws InterruptedException {
        String token = known.get(person);
        if (token == null) {
            token = people.of(district, person);
            known.put(person, token);
        }
        return token;
    }

    private void signIn(Phone phone, Family.Device device, boolean stayLoggedIn, Permission permission, String token)
            throws InterruptedException {
        http.require(SuiteHttp.Call.json(
                "PUT",
                address(phone),
                token,
                Map.of(
                        "app", app.id(),
                        "provider", device.platform(),
                        "token", tokens.of(phone),
                        "stayLoggedIn", stayLoggedIn,
                        "permission", permission)));
    }

    /// Nothing chosen is nothing said: the app of somebody who opened no settings sends none.
    private void choose(Phone phone, Map<Category, Choice> choices, String token) throws InterruptedException {
        if (!choices.isEmpty()) {
            Map<Category, Object> categories = new LinkedHashMap<>();
            choices.forEach((category, choice) -> categories.put(category, on(choice)));
            http.require(SuiteHttp.Call.json(
                    "PUT",
                    address(phone, "preferences"),
                    token,
                    Map.of("categories", categories, "officeMessages", true)));
        }
    }

    private static Map<String, Object> on(Choice choice) {
        BigDecimal below = choice.below();
        return below == null ? Map.of("on", true) : Map.of("on", true, "below", below);
    }

    private URI address(Phone phone, String... more) {
        List<Object> path = new ArrayList<>(List.of("devices", phone.device()));
        path.addAll(List.of(more));
        return SuiteHttp.address(registry, path);
    }
}
