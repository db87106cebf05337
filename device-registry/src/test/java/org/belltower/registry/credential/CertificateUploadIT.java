package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// B11, I-9: a certificate that takes long to open keeps nobody else waiting, in whichever district.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
@QuarkusTestResource(CredentialKeysResource.class)
class CertificateUploadIT {
    private static final String PATH = "/v1/apps/family/credentials";
    private static final String SUBJECT = "UID=org.belltower.family, CN=Apple Push Services, OU=TEAM000001";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @TempDir
    private Path folder;

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    CertificateReader reader;

    @BeforeEach
    void given() {
        north.settled();
        south.settled();
    }

    private Response upload(String p12) {
        return north.publisher()
                .body(Map.of("p12", p12, "password", GivenKeys.PASSWORD))
                .put(PATH + "/apns");
    }

    private void nothingIsStored() {
        north.office().get(PATH).then().statusCode(200).body("apns", nullValue());
        assertThat(published.credentials("apns:family")).isEmpty();
    }

    @Test
    void I_9_while_a_certificate_is_read_all_other_calls_are_answered() throws Exception {
        String p12 = GivenKeys.p12(folder, SUBJECT);
        try (ExecutorService callers = Executors.newFixedThreadPool(1);
                HeldReader held = new HeldReader(reader)) {
            Future<Response> uploaded = callers.submit(() -> upload(p12));
            held.awaitInLine(1);
            assertThat(held.thread().isVirtual()).as("it keeps no carrier").isFalse();

            south.office().get(PATH).then().statusCode(200);
            north.office().get(PATH).then().statusCode(200).body("apns", nullValue());
            north.publisher()
                    .body(Map.of(
                            "p8",
                            GivenKeys.pem(GivenKeys.p256().getPrivate()),
                            "keyId",
                            "KEY0000001",
                            "teamId",
                            "TEAM000001"))
                    .put(PATH + "/apns")
                    .then()
                    .statusCode(200);
            assertThat(uploaded).isNotDone();

            held.letGo();
            uploaded.get(20, TimeUnit.SECONDS)
                    .then()
                    .statusCode(200)
                    .body("kind", equalTo("CERTIFICATE"))
                    .body("teamId", equalTo("TEAM000001"));
        }
    }

    @Test
    void I_9_a_second_one_of_a_district_is_answered_503_while_others_stand_in_line() throws Exception {
        String p12 = GivenKeys.p12(folder, SUBJECT);
        try (HeldReader held = new HeldReader(reader)) {
            Future<?> first = held.submit(north.id, () -> {
                throw new InvalidFieldException("p12", "must be another");
            });
            held.awaitInLine(1);
            upload(p12).then().statusCode(503).header("Retry-After", matchesPattern("[1-9][0-9]*"));
            assertThat(first).isNotDone();
        }
        nothingIsStored();
    }

    @Test
    void an_upload_that_could_not_be_kept_does_not_stand_in_line() throws Exception {
        String p12 = GivenKeys.p12(folder, SUBJECT);
        try (HeldReader held = new HeldReader(reader)) {
            held.fill();
            north.publisher()
                    .body(Map.of("p12", p12, "password", GivenKeys.PASSWORD))
                    .put("/v1/apps/none/credentials/apns")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void beyond_a_line_that_is_full_the_answer_is_503_and_nothing_is_stored() throws Exception {
        String p12 = GivenKeys.p12(folder, SUBJECT);
        try (HeldReader held = new HeldReader(reader)) {
            held.fill();
            upload(p12)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .contentType("application/problem+json");
            upload(GivenP12.crafted())
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("p12"))
                    .body("errors[0].detail", equalTo("p12 must ask for 1 to 600,000 iterations, each time"));
        }
        nothingIsStored();
        upload(p12).then().statusCode(200);
    }
}
