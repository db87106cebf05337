package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.apns.ApnsKeyRegistration;
import org.belltower.simulator.control.ControlRoutes.ControlAnswer;
import org.belltower.simulator.control.ControlRoutes.Route;
import org.belltower.simulator.credentials.ApnsCertificate;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.credentials.CertificateOrder;
import org.belltower.simulator.credentials.KeyPairs;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.fcm.ServiceAccountRegistration;

/// The part of the control API about what the providers know: keys, certificates, accounts, access tokens, device
/// tokens.
final class CredentialRoutes {

    private final Controlled simulator;

    CredentialRoutes(Controlled simulator) {
        this.simulator = simulator;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/apns/keys", this::apnsKey),
                new Route(
                        "DELETE",
                        "/v1/apns/keys/{}",
                        request -> ControlAnswer.doneIf(simulator.apns().removeKey(request.captured()), "key")),
                new Route("POST", "/v1/apns/certificates", this::apnsCertificate),
                new Route(
                        "DELETE",
                        "/v1/apns/certificates/{}",
                        request -> ControlAnswer.doneIf(
                                simulator.apns().removeCertificate(request.captured()), "certificate")),
                new Route("PUT", "/v1/apns/devices/{}", this::apnsDevice),
                new Route(
                        "DELETE",
                        "/v1/apns/devices/{}",
                        request -> ControlAnswer.doneIf(
                                simulator.apns().removeDevice(request.captured()), "device token")),
                new Route("POST", "/v1/fcm/service-accounts", this::serviceAccount),
                new Route(
                        "DELETE",
                        "/v1/fcm/service-accounts/{}",
                        request -> ControlAnswer.doneIf(
                                simulator.fcm().removeAccount(request.captured()), "service account")),
                new Route("DELETE", "/v1/fcm/access-tokens", _ -> revokeAccessTokens()),
                new Route("PUT", "/v1/fcm/devices/{}", this::fcmDevice),
                new Route(
                        "DELETE",
                        "/v1/fcm/devices/{}",
                        request -> ControlAnswer.doneIf(
                                simulator.fcm().removeDevice(request.captured()), "device token")));
    }

    /// With a public key, registers it. Without one, makes a key pair, keeps it in the folder and says where.
    private ControlAnswer apnsKey(ControlRequest request) {
        Fields body = request.fields();
        String teamId = body.text("teamId");
        String keyId = body.text("keyId");
        List<String> topics = body.texts("topics");
        Optional<String> publicKey = body.optionalText("publicKey");
        body.requireNoOthers();
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("teamId", teamId).put("keyId", keyId);
        if (publicKey.isPresent()) {
            checked("publicKey", () -> {
                simulator
                        .apns()
                        .registerKey(new ApnsKeyRegistration(
                                teamId, keyId, KeyPairs.readP256(publicKey.get()), Set.copyOf(topics)));
                return true;
            });
        } else {
            ApnsKey key = checked(
                    "keyId", () -> simulator.credentials().apnsKey(teamId, keyId, topics.toArray(String[]::new)));
            answer.put("file", key.file().toString());
        }
        return ControlAnswer.created(answer);
    }

    /// Issues one, keeps it in the folder and says where.
    private ControlAnswer apnsCertificate(ControlRequest request) {
        Fields body = request.fields();
        String name = body.text("name");
        String teamId = body.text("teamId");
        List<String> topics = body.texts("topics");
        ApnsEnvironment environment = body.optionalText("environment")
                .map(CredentialRoutes::environment)
                .orElse(null);
        Instant expires = body.optionalInstant("expires").orElse(null);
        body.requireNoOthers();
        ApnsCertificate certificate = checked(
                "certificate",
                () -> simulator
                        .credentials()
                        .apnsCertificate(new CertificateOrder(name, teamId, topics, environment, expires)));
        return ControlAnswer.created(JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("file", certificate.file().toString())
                .put("password", certificate.password()));
    }

    private ControlAnswer apnsDevice(ControlRequest request) {
        Fields body = request.fields();
        String topic = body.text("topic");
        ApnsEnvironment environment = body.optionalText("environment")
                .map(CredentialRoutes::environment)
                .orElse(null);
        body.requireNoOthers();
        checked("token", () -> {
            simulator.apns().registerDevice(request.captured(), topic, environment);
            return true;
        });
        return ControlAnswer.done();
    }

    /// With a public key, registers it. Without one, makes an account, keeps it in the folder and says where.
    private ControlAnswer serviceAccount(ControlRequest request) {
        Fields body = request.fields();
        String project = body.text("projectId");
        Optional<String> publicKey = body.optionalText("publicKey");
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("projectId", project);
        if (publicKey.isPresent()) {
            String email = body.text("clientEmail");
            String keyId = body.text("privateKeyId");
            body.requireNoOthers();
            checked("publicKey", () -> {
                simulator
                        .fcm()
                        .registerAccount(new ServiceAccountRegistration(
                                project, email, keyId, KeyPairs.readRsa(publicKey.get())));
                return true;
            });
            answer.put("clientEmail", email);
        } else {
            body.requireNoOthers();
            ServiceAccount account =
                    checked("projectId", () -> simulator.credentials().serviceAccount(project));
            answer.put("clientEmail", account.clientEmail())
                    .put("file", account.file().toString());
        }
        return ControlAnswer.created(answer);
    }

    private ControlAnswer fcmDevice(ControlRequest request) {
        Fields body = request.fields();
        String project = body.text("projectId");
        body.requireNoOthers();
        simulator.fcm().registerDevice(request.captured(), project);
        return ControlAnswer.done();
    }

    private ControlAnswer revokeAccessTokens() {
        simulator.accessTokens().revokeAll();
        return ControlAnswer.done();
    }

    private static ApnsEnvironment environment(String name) {
        for (ApnsEnvironment environment : ApnsEnvironment.values()) {
            if (environment.name().toLowerCase(Locale.ROOT).equals(name)) {
                return environment;
            }
        }
        throw ControlProblem.field("environment", "must be production or sandbox");
    }

    /// What the domain refuses is a problem of this field.
    private static <T> T checked(String field, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw ControlProblem.field(field, String.valueOf(e.getMessage()));
        }
    }
}
