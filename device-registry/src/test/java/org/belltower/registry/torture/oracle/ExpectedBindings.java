package org.belltower.registry.torture.oracle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;

/// A binding for each device that is there.
final class ExpectedBindings {
    private ExpectedBindings() {}

    static Map<String, Binding> of(Tables tables) {
        Map<String, Binding> bindings = new TreeMap<>();
        tables.rows("device").forEach(device -> bindings.put(device.text("id"), binding(tables, device)));
        return bindings;
    }

    private static Binding binding(Tables tables, Row device) {
        String id = device.text("id");
        String person = device.text("person");
        return new Binding(
                tables.district(),
                new DeviceId(id),
                Relayed.NO_VERSION,
                new AppId(device.text("app")),
                device.one("provider", Provider.class),
                new PersonId(person),
                device.number("session_epoch"),
                device.one("session", SessionState.class),
                device.one("permission", Permission.class),
                ownToken(tables, device),
                device.number("token_version"),
                device.moment("token_since"),
                SwitchedOn.of(tables, id, person).keySet(),
                device.has("unsupported_cause"),
                tables.where("office_messages", "device", id)
                        .filter(chosen -> chosen.is("person", person))
                        .allMatch(chosen -> chosen.flag("enabled")),
                tables.where("preference", "person", person).anyMatch(chosen -> chosen.flag("detail")));
    }

    /// None if another device is the token's owner now, or nobody is.
    private static @Nullable DeviceToken ownToken(Tables tables, Row device) {
        String token = device.textOrNull("token");
        if (token == null) {
            return null;
        }
        boolean owns = tables.where("token_owner", "device", device.text("id"))
                .anyMatch(owned -> owned.is("app", device.text("app")) && owned.is("hash", "\\x" + sha256(token)));
        return owns ? new DeviceToken(token) : null;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
