package org.belltower.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.belltower.embedded.Backends;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.ingest.cloudevents.ContentMode;
import org.eclipse.microprofile.config.ConfigProvider;

/// A producer of the district north, as it posts.
final class FrontDoor {
    static final String PATH = "/v1/events";
    static final TokenRequest NORTH = TokenRequest.forClient("sis-north")
            .district("north")
            .scopes("events.write")
            .sources("/sis/north");

    private FrontDoor() {}

    static String token(TokenRequest request) {
        return Backends.tokens().mint(request);
    }

    static RequestSpecification with(TokenRequest request) {
        return anonymous().header("Authorization", "Bearer " + token(request));
    }

    /// Media types go out as they are written.
    static RequestSpecification anonymous() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    static Response post(ContentMode mode, String body) {
        return post(NORTH, mode, body);
    }

    static Response post(TokenRequest token, ContentMode mode, String body) {
        return with(token)
                .contentType(mode.mediaType())
                .body(body.getBytes(UTF_8))
                .post(PATH);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /// A grade in structured mode.
    static String grade(String id) {
        return """
                {"specversion":"1.0","id":"%s","source":"/sis/north/grades","type":"org.belltower.grade-posted.v1",\
                "time":"2026-11-20T12:00:00Z","data":{"student":"s-1","school":"high","calendar":"high-2027",\
                "course":"math","term":"Q2","grade":{"percent":84.50}}}""".formatted(id);
    }

    static int port(String name) {
        return ConfigProvider.getConfig().getValue(name, Integer.class);
    }

    /// Health and metrics, on the port of their own.
    static Response management(String path) {
        return RestAssured.given().port(port("quarkus.management.port")).get(path);
    }
}
