package org.belltower.local.demo.provider;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// What the providers call the phones, made anew for each play in the form that each provider gives out. Immutable.
public final class PhoneTokens {
    // As today's phones get them; neither provider promises a length.
    private static final int APNS_BYTES = 32;
    private static final int FCM_BYTES = 105;

    private final Map<Phone, DeviceToken> tokens;
    private final Map<DeviceToken, Phone> phones;

    private PhoneTokens(Map<Phone, DeviceToken> tokens) {
        this.tokens = Map.copyOf(tokens);
        Map<DeviceToken, Phone> inverse = new HashMap<>();
        tokens.forEach((phone, token) -> inverse.put(token, phone));
        this.phones = Map.copyOf(inverse);
    }

    public static PhoneTokens make(FirstDay day, RandomGenerator random) {
        Map<Phone, DeviceToken> tokens = new HashMap<>();
        day.districts()
                .forEach(district -> district.devices()
                        .forEach((id, device) ->
                                tokens.put(new Phone(district.id(), id), token(device.platform(), random))));
        return new PhoneTokens(tokens);
    }

    private static DeviceToken token(Provider provider, RandomGenerator random) {
        return new DeviceToken(
                switch (provider) {
                    case APNS -> HexFormat.of().formatHex(bytes(APNS_BYTES, random));
                    case FCM -> {
                        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(FCM_BYTES, random));
                        yield text.substring(0, 22) + ":APA91b" + text.substring(22);
                    }
                });
    }

    private static byte[] bytes(int count, RandomGenerator random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public DeviceToken of(Phone phone) {
        return Objects.requireNonNull(tokens.get(phone), () -> "no phone " + phone);
    }

    /// Whose token it is, if it is anyone's.
    public Optional<Phone> owner(DeviceToken token) {
        return Optional.ofNullable(phones.get(token));
    }
}
