package org.belltower.registry.device;

import java.util.Locale;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// How a provider's tokens are written, so that equal tokens are equal texts: one phone has one owner (I-24).
///
/// Apple gives out bytes of no promised length ("Registering your app with APNs"), and each app writes them down for
/// itself. Firebase gives out text, in which capitals count.
public final class TokenForm {
    private static final Pattern BYTES = Pattern.compile("(?:[0-9a-f]{2})++");

    private TokenForm() {}

    /// @throws InvalidFieldException if the provider cannot have given it out
    public static DeviceToken of(Provider provider, DeviceToken token) {
        return switch (provider) {
            case APNS -> new DeviceToken(bytes(token.value()));
            case FCM -> token;
        };
    }

    private static String bytes(String hex) {
        String written = hex.toLowerCase(Locale.ROOT);
        if (!BYTES.matcher(written).matches()) {
            throw new InvalidFieldException("token", "must be hex digits, two for each byte");
        }
        return written;
    }
}
