package org.belltower.registry.torture.oracle;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialKind;
import org.belltower.model.credential.Envelope;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.credential.SealedCredential.ApnsApp;
import org.belltower.model.credential.SealedCredential.Environment;
import org.jspecify.annotations.Nullable;

/// Each credential that is there, sealed as it is kept, with how Apple knows its app.
final class ExpectedCredentials {
    private ExpectedCredentials() {}

    static Map<String, SealedCredential> of(Tables tables) {
        Map<String, SealedCredential> credentials = new TreeMap<>();
        tables.rows("credential")
                .forEach(row -> credentials.put(
                        row.text("provider").toLowerCase(Locale.ROOT) + ":" + row.text("app"),
                        credential(tables, row)));
        return credentials;
    }

    private static SealedCredential credential(Tables tables, Row row) {
        Provider provider = row.one("provider", Provider.class);
        return new SealedCredential(
                tables.district(),
                new AppId(row.text("app")),
                provider,
                Relayed.NO_VERSION,
                new CredentialFacts(
                        row.one("kind", CredentialKind.class),
                        row.number("version"),
                        row.textOrNull("key_id"),
                        row.textOrNull("team_id"),
                        row.textOrNull("project"),
                        row.text("fingerprint"),
                        row.momentOrNull("expires"),
                        row.moment("uploaded")),
                apns(tables, row.text("app"), provider),
                new Envelope(row.text("wrapping_key"), row.text("wrapped_key"), row.text("content")));
    }

    private static @Nullable ApnsApp apns(Tables tables, String app, Provider provider) {
        return switch (provider) {
            case FCM -> null;
            case APNS ->
                tables.where("app", "id", app)
                        .map(row -> new ApnsApp(row.text("apns_topic"), row.one("apns_environment", Environment.class)))
                        .findFirst()
                        .orElseThrow();
        };
    }
}
