package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.DistrictId;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.Opening;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.audit.Audited;
import org.belltower.registry.postgres.DistrictTransactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// B11: credentials are uploaded, kept encrypted, published encrypted, never shown again.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
@QuarkusTestResource(CredentialKeysResource.class)
class CredentialIT {
    private static final String PATH = "/v1/apps/family/credentials";
    private static final String SIGNING_KEY = "apns:family";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final CredentialSeal seal = new CredentialSeal(CredentialKeysResource.ring(), new SecureRandom());

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    DistrictTransactions transactions;

    @BeforeEach
    void given() {
        north.settled();
    }

    private Response upload(KeyPair key) {
        return north.publisher()
                .body(Map.of("p8", GivenKeys.pem(key.getPrivate()), "keyId", "KEY0000001", "teamId", "TEAM000001"))
                .put(PATH + "/apns");
    }

    private Response uploadAccount(KeyPair key, String project) {
        return north.publisher()
                .body(Map.of(
                        "type",
                        "service_account",
                        "project_id",
                        project,
                        "private_key_id",
                        "k-1",
                        "client_email",
                        "b@family.example",
                        "token_uri",
                        "https://elsewhere.example/token",
                        "private_key",
                        GivenKeys.pem(key.getPrivate())))
                .put(PATH + "/fcm");
    }

    private SealedCredential last(String key) {
        return published.credentials(key).getLast().orElseThrow();
    }

    private ProviderCredential opened(SealedCredential sealed) throws Exception {
        return switch (sealed.openedBy(seal)) {
            case Opening.Opened opened -> ProviderCredential.read(opened.content());
            case Opening.UnknownKey _, Opening.Unreadable _ -> throw new AssertionError("it does not open");
        };
    }

    @Test
    void an_uploaded_signing_key_is_published_encrypted_when_it_is_answered_and_only_its_facts_are_told()
            throws Exception {
        KeyPair key = GivenKeys.ec("secp256r1");
        Response answer = upload(key);
        answer.then().statusCode(200).body("keyId", equalTo("KEY0000001"));

        SealedCredential sealed = last(SIGNING_KEY);
        assertThat(opened(sealed))
                .isEqualTo(new ProviderCredential.SigningKey(
                        "TEAM000001", "KEY0000001", GivenKeys.base64(key.getPrivate())));
        assertThat(sealed.apns())
                .isEqualTo(
                        new SealedCredential.ApnsApp("org.belltower.family", SealedCredential.Environment.PRODUCTION));

        Response told = north.office().get(PATH);
        told.then()
                .statusCode(200)
                .body("apns.kind", equalTo("SIGNING_KEY"))
                .body("apns.teamId", equalTo("TEAM000001"))
                .body("apns.fingerprint", equalTo(GivenKeys.fingerprint(key.getPublic())))
                .body("apns.version", equalTo((int) sealed.facts().version()))
                .body("apns.uploaded", notNullValue())
                .body("fcm", nullValue());
        String secret = GivenKeys.base64(key.getPrivate());
        assertThat(answer.asString() + told.asString())
                .doesNotContain(
                        secret, sealed.envelope().content(), sealed.envelope().wrapped());
    }

    @Test
    void the_credential_occurs_in_no_column_and_in_no_log() throws Exception {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler handler = new Recording(logged);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        KeyPair key = GivenKeys.ec("secp256r1");
        KeyPair account = GivenKeys.rsa(2048);
        try {
            upload(key).then().statusCode(200);
            uploadAccount(account, "family").then().statusCode(200);
            uploadAccount(account, "another").then().statusCode(400);
            north.awaitPublished();
            Logger.getLogger(CredentialIT.class.getName())
                    .log(
                            Level.WARNING,
                            "a known line",
                            new IllegalStateException("a known failure", new IllegalArgumentException("its cause")));
        } finally {
            root.removeHandler(handler);
        }

        assertThat(logged)
                .as("who listens hears, also what was thrown")
                .anyMatch(line -> line.contains("a known line"))
                .anyMatch(line -> line.contains("a known failure"))
                .anyMatch(line -> line.contains("its cause"));
        List<String> canaries = List.of(middle(key), middle(account));
        List<String> rows = transactions.read(
                north.id, handle -> handle.createQuery("""
                        SELECT to_jsonb(credential)::text FROM credential
                        UNION ALL SELECT to_jsonb(app)::text FROM app
                        UNION ALL SELECT to_jsonb(audit_entry)::text FROM audit_entry
                        """).mapTo(String.class).list());
        assertThat(rows)
                .anyMatch(row -> row.contains("\"wrapped_key\""))
                .anyMatch(row -> row.contains("\"subject_kind\": \"credential\""));
        List<String> sealed = List.of(
                last(SIGNING_KEY).envelope().content(),
                last("fcm:family").envelope().content());
        assertThat(rows)
                .filteredOn(row -> row.contains("\"subject_kind\""))
                .noneMatch(row -> sealed.stream().anyMatch(row::contains));
        for (String canary : canaries) {
            assertThat(rows).noneMatch(row -> row.replace("\\n", "").contains(canary));
            assertThat(logged).noneMatch(line -> line.contains(canary));
            assertThat(published.texts(SIGNING_KEY)).isNotEmpty().noneMatch(text -> text.contains(canary));
        }
    }

    @Test
    void I_54_uploads_are_audited_by_who_and_by_which_key_and_never_by_the_key() throws Exception {
        Audited audit = new Audited(north);
        KeyPair first = GivenKeys.ec("secp256r1");
        KeyPair second = GivenKeys.ec("secp256r1");
        upload(first).then().statusCode(200);
        AuditEntry uploaded = audit.next("credential", 0);
        assertThat(uploaded.actor()).isEqualTo(new AuditEntry.Actor("client", "publisher"));
        assertThat(uploaded.subject()).isEqualTo(new AuditEntry.Subject("credential", "family"));
        assertThat(uploaded.before()).isNull();
        assertThat(Audited.after(uploaded))
                .containsEntry("provider", "APNS")
                .containsEntry("fingerprint", GivenKeys.fingerprint(first.getPublic()))
                .containsEntry("content", "set");

        upload(second).then().statusCode(200);
        AuditEntry replaced = audit.next("credential", 1);
        assertThat(Audited.before(replaced)).containsEntry("fingerprint", GivenKeys.fingerprint(first.getPublic()));
        assertThat(Audited.after(replaced))
                .containsEntry("fingerprint", GivenKeys.fingerprint(second.getPublic()))
                .containsEntry("content", "changed");

        north.publisher().delete(PATH + "/apns").then().statusCode(204);
        assertThat(audit.next("credential", 2).after()).isNull();
    }

    /// A part of the key that is on one line of its PEM, and none that all keys have.
    private static String middle(KeyPair key) {
        return GivenKeys.base64(key.getPrivate()).substring(64, 88);
    }

    private static final class Recording extends Handler {
        private final Queue<String> lines;

        private Recording(Queue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
            for (Throwable thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                lines.add(thrown.toString());
                for (Throwable suppressed : thrown.getSuppressed()) {
                    lines.add(suppressed.toString());
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void I_9_another_district_neither_sees_it_nor_can_use_what_is_published() throws Exception {
        south.settled();
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);

        south.office().get(PATH).then().statusCode(200).body("apns", nullValue());
        SealedCredential sealed = last(SIGNING_KEY);
        SealedCredential moved = new SealedCredential(
                new DistrictId(south.id.value()),
                sealed.app(),
                sealed.provider(),
                sealed.version(),
                sealed.facts(),
                sealed.apns(),
                sealed.envelope());
        assertThat(moved.openedBy(seal)).isEqualTo(new Opening.Unreadable());
    }

    @Test
    void a_service_account_is_kept_without_its_addresses() throws Exception {
        KeyPair key = GivenKeys.rsa(2048);
        uploadAccount(key, "family").then().statusCode(200).body("project", equalTo("family"));
        assertThat(opened(last("fcm:family")))
                .isEqualTo(new ProviderCredential.ServiceAccount(
                        "family", "b@family.example", "k-1", GivenKeys.base64(key.getPrivate())));
    }

    @Test
    void each_upload_is_a_version_of_its_own_and_the_last_one_counts() throws Exception {
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);
        long first = last(SIGNING_KEY).facts().version();
        KeyPair second = GivenKeys.ec("secp256r1");
        upload(second).then().statusCode(200);
        assertThat(last(SIGNING_KEY).facts().version()).isGreaterThan(first);
        assertThat(last(SIGNING_KEY).facts().fingerprint()).isEqualTo(GivenKeys.fingerprint(second.getPublic()));
    }

    @Test
    void what_is_wrong_is_told_by_its_field_and_never_quoted() throws Exception {
        Response answer = north.publisher()
                .body(Map.of("p8", "canary-canary", "keyId", "KEY0000001", "teamId", "TEAM000001"))
                .put(PATH + "/apns");
        answer.then().statusCode(400).body("errors[0].field", equalTo("p8"));
        assertThat(answer.asString()).doesNotContain("canary");
        uploadAccount(GivenKeys.rsa(2048), "another")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("project_id"));
        north.publisher()
                .body(Map.of("p8", "x".repeat(70_000)))
                .put(PATH + "/apns")
                .then()
                .statusCode(413);
        north.publisher()
                .body(Map.of(
                        "p8",
                        GivenKeys.pem(GivenKeys.ec("secp256r1").getPrivate()),
                        "keyId",
                        "KEY0000001",
                        "teamId",
                        "TEAM000001"))
                .put("/v1/apps/none/credentials/apns")
                .then()
                .statusCode(404);
        assertThat(published.credentials(SIGNING_KEY)).isEmpty();
    }

    @Test
    void taken_away_it_is_a_tombstone_when_that_is_answered() throws Exception {
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);
        north.publisher().delete(PATH + "/apns").then().statusCode(204);
        assertThat(published.credentials(SIGNING_KEY).getLast()).isEqualTo(Optional.empty());
        north.office().get(PATH).then().statusCode(200).body("apns", nullValue());
        north.publisher().delete(PATH + "/apns").then().statusCode(204);
    }

    @Test
    void while_there_are_credentials_the_topic_stays_and_a_new_environment_is_published() throws Exception {
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);
        north.office().body("""
                        {"name": "Family", "apns": {"topic": "org.belltower.other", "environment": "PRODUCTION"}}""").put("/v1/apps/family").then().statusCode(409);
        north.put("/v1/apps/family", """
                {"name": "Family", "apns": {"topic": "org.belltower.family", "environment": "SANDBOX"}}""");
        assertThat(last(SIGNING_KEY).apns())
                .isEqualTo(new SealedCredential.ApnsApp("org.belltower.family", SealedCredential.Environment.SANDBOX));
    }

    @Test
    void an_app_is_shared_and_for_all_unless_said_otherwise() {
        north.office()
                .get("/v1/apps/family")
                .then()
                .body("kind", equalTo("SHARED"))
                .body("audience", equalTo(List.of("FAMILIES", "STUDENTS")));
        north.put("/v1/apps/branded", """
                {"name": "Ours", "kind": "BRANDED", "audience": ["FAMILIES"]}""");
        north.office()
                .get("/v1/apps/branded")
                .then()
                .body("kind", equalTo("BRANDED"))
                .body("audience", equalTo(List.of("FAMILIES")));
        north.office()
                .body("{\"name\": \"Ours\", \"audience\": []}")
                .put("/v1/apps/branded")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("audience"));
    }

    @Test
    void an_app_goes_with_its_credentials_and_with_who_signed_out_unless_somebody_is_signed_in_with_it()
            throws Exception {
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);
        north.family("s-1", "g-1").signIn("g-1", "phone-" + north.id, GivenDistrict.token("token-" + north.id));
        north.office().delete("/v1/apps/family").then().statusCode(409);
        assertThat(published.credentials(SIGNING_KEY).getLast()).isPresent();

        north.phone("g-1")
                .post("/v1/devices/phone-" + north.id + "/logout")
                .then()
                .statusCode(204);
        north.office().delete("/v1/apps/family").then().statusCode(204);
        assertThat(published.bindings("phone-" + north.id).getLast()).isEqualTo(Optional.empty());
        north.office().get("/v1/people/g-1/devices").then().body("items", anEmptyMap());
        assertThat(published.credentials(SIGNING_KEY).getLast()).isEqualTo(Optional.empty());
        north.office().get("/v1/apps/family").then().statusCode(404);
        north.office().delete("/v1/apps/family").then().statusCode(404);
    }

    @Test
    void A2_staff_see_credentials_by_the_right_to_read_apps_and_change_them_by_the_right_to_write() throws Exception {
        Map<String, String> key = Map.of(
                "p8",
                GivenKeys.pem(GivenKeys.ec("secp256r1").getPrivate()),
                "keyId",
                "KEY0000001",
                "teamId",
                "TEAM000001");
        north.given("readers", "{\"APPS\": [\"READ\"]}").given("writers", "{\"APPS\": [\"WRITE\"]}");
        north.staff("p-1", "readers").body(key).put(PATH + "/apns").then().statusCode(403);
        north.staff("p-1", "writers").body(key).put(PATH + "/apns").then().statusCode(200);
        north.staff("p-1", "writers").get(PATH).then().statusCode(403);
        north.staff("p-1", "readers").get(PATH).then().statusCode(200).body("apns.keyId", equalTo("KEY0000001"));
        north.staff("p-1", "readers").delete(PATH + "/apns").then().statusCode(403);
        north.staff("p-1", "writers").delete(PATH + "/apns").then().statusCode(204);
        north.staff("p-1", "readers").get(PATH).then().body("apns", nullValue());
    }

    @Test
    void the_ids_of_the_record_are_those_of_the_app() throws Exception {
        upload(GivenKeys.ec("secp256r1")).then().statusCode(200);
        assertThat(CredentialId.of(last(SIGNING_KEY).key()))
                .isEqualTo(last(SIGNING_KEY).id());
    }
}
