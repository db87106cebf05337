package org.belltower.simulator.fcm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.belltower.simulator.http2.ProviderRequest;
import org.belltower.simulator.http2.ProviderResponse;
import org.belltower.simulator.http2.ProviderResponse.Verdict;
import org.belltower.simulator.http2.ProviderSession;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Script;
import org.jspecify.annotations.Nullable;

/// One connection of a sender to FCM.
///
/// A push is checked in this order: path, access token, its project, message, device token. The
/// first fault is the answer. A push without fault gets what the script says. Confined to the
/// connection's event loop.
final class FcmSession implements ProviderSession {

    private static final String PATH_PREFIX = "/v1/projects/";
    private static final String GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token";
    private static final String PATH_SUFFIX = "/messages:send";
    private static final AsciiString JSON = AsciiString.cached("application/json; charset=UTF-8");

    private final FcmEndpoint endpoint;
    private final TokenEndpoint tokenEndpoint;
    private long accepted;

    FcmSession(FcmEndpoint endpoint) {
        this.endpoint = endpoint;
        this.tokenEndpoint = new TokenEndpoint(endpoint.registry(), endpoint.tokens(), endpoint.clock());
    }

    @Override
    public ProviderResponse answer(ProviderRequest request) {
        String path = String.valueOf(request.headers().path());
        String body = request.body().toString(StandardCharsets.UTF_8);
        if (path.equals(FcmEndpoint.TOKEN_PATH)) {
            return accessToken(request, body);
        }
        if (!isPost(request)) {
            // It carries no push, so it is not recorded: a client opens its connection with it.
            return respond(FcmError.notFound(), Duration.ZERO);
        }
        Instant now = endpoint.clock().instant();
        String project = project(path);
        FcmMessage message = FcmMessage.parse(body);
        Optional<FcmError> refusal = refusalOf(request, project, message);
        Script.Decision decision = refusal.isPresent()
                ? endpoint.script()
                        .refused(
                                Reply.reject(refusal.get().code(), refusal.get().reason()))
                : endpoint.script()
                        .decide(Provider.FCM, Objects.requireNonNull(message.token()), Objects.requireNonNull(project));
        Answer answer = decision.reply().asAnswer();
        if (answer == null) {
            unprocessed();
        } else {
            keep(request, project, message, body, answer, now);
        }
        return refusal.map(error -> respond(error, decision.latency()))
                .orElseGet(() -> respond(decision, Objects.requireNonNull(project), request, now));
    }

    @Override
    public void unprocessed() {
        endpoint.record().unprocessed(Provider.FCM, 1);
    }

    private ProviderResponse accessToken(ProviderRequest request, String form) {
        if (!isPost(request)) {
            return respond(FcmError.notFound(), Duration.ZERO);
        }
        Script.Decision decision = endpoint.script().decideAccessToken(form);
        return switch (decision.reply()) {
            case Reply.Accept() -> answer(tokenEndpoint.answer(form, addresses(request)), decision);
            case Reply.Reject reject -> {
                ProviderResponse.Answer answer = answer(TokenEndpoint.refusal(reject), decision);
                reject.headers().forEach(answer.headers()::set);
                yield answer;
            }
            case Reply.Verbatim verbatim -> answer(verbatim, decision);
            case Reply.Reset(long errorCode) -> new ProviderResponse.Reset(errorCode, decision.latency());
            case Reply.Refuse() -> new ProviderResponse.Reset(Reply.Refuse.REFUSED_STREAM, decision.latency());
            case Reply.Stall() -> new ProviderResponse.Silence();
            case Reply.Disconnect() -> new ProviderResponse.HangUp(decision.latency());
        };
    }

    private static ProviderResponse.Answer answer(TokenEndpoint.TokenAnswer answer, Script.Decision decision) {
        return new ProviderResponse.Answer(
                headers(answer.status()), answer.body(), decision.latency(), decision.drip(), Verdict.OTHER);
    }

    private static ProviderResponse.Answer answer(Reply.Verbatim verbatim, Script.Decision decision) {
        Http2Headers headers = new DefaultHttp2Headers(false).status(String.valueOf(verbatim.status()));
        verbatim.headers().forEach(headers::set);
        Verdict verdict = verbatim.status() == 200 ? Verdict.ACCEPTED : Verdict.OTHER;
        return new ProviderResponse.Answer(headers, verbatim.body(), decision.latency(), decision.drip(), verdict);
    }

    /// The token endpoint's own address, by the name and the number of this machine; and Google's,
    /// which it stands for: Google's client library names that one whatever `token_uri` says.
    private static Set<String> addresses(ProviderRequest request) {
        String authority = String.valueOf(request.headers().authority());
        String port = authority.substring(authority.lastIndexOf(':') + 1);
        return Set.of(
                GOOGLE_TOKEN_URI,
                "https://127.0.0.1:" + port + FcmEndpoint.TOKEN_PATH,
                "https://localhost:" + port + FcmEndpoint.TOKEN_PATH);
    }

    private Optional<FcmError> refusalOf(ProviderRequest request, @Nullable String project, FcmMessage message) {
        if (project == null) {
            return Optional.of(FcmError.notFound());
        }
        Optional<String> authorized = bearer(request).flatMap(endpoint.tokens()::projectOf);
        if (authorized.isEmpty()) {
            return Optional.of(FcmError.unauthenticated());
        }
        if (!authorized.get().equals(project)) {
            return Optional.of(FcmError.permissionDenied(project));
        }
        if (request.bodyLength() > endpoint.keptBodyBytes()) {
            return Optional.of(FcmError.invalid("Request payload size exceeds the limit."));
        }
        return FcmMessageCheck.refusalOf(message)
                .or(() -> endpoint.registry()
                        .refusalOf(Objects.requireNonNull(message.token()), project, endpoint.knownTokensOnly()));
    }

    private static Optional<String> bearer(ProviderRequest request) {
        CharSequence authorization = request.headers().get("authorization");
        return authorization != null && AsciiString.regionMatches(authorization, true, 0, "bearer ", 0, 7)
                ? Optional.of(authorization.toString().substring(7).trim())
                : Optional.empty();
    }

    private static boolean isPost(ProviderRequest request) {
        return AsciiString.contentEquals("POST", request.headers().method());
    }

    private static @Nullable String project(String path) {
        if (!path.startsWith(PATH_PREFIX) || !path.endsWith(PATH_SUFFIX)) {
            return null;
        }
        int end = path.length() - PATH_SUFFIX.length();
        String project = end > PATH_PREFIX.length() ? path.substring(PATH_PREFIX.length(), end) : "";
        return project.isEmpty() || project.indexOf('/') >= 0 ? null : project;
    }

    private void keep(
            ProviderRequest request,
            @Nullable String project,
            FcmMessage message,
            String body,
            Answer answer,
            Instant now) {
        endpoint.record()
                .add(
                        now,
                        Provider.FCM,
                        message.tag(),
                        answer,
                        sequence -> new ReceivedPush(
                                sequence,
                                now,
                                Provider.FCM,
                                message.token(),
                                message.tag(),
                                message.collapseKey(),
                                project,
                                message.priority(),
                                message.timeToLive(),
                                body,
                                answer,
                                request.connection(),
                                request.stream(),
                                null,
                                null));
    }

    private ProviderResponse respond(Script.Decision decision, String project, ProviderRequest request, Instant now) {
        Duration latency = decision.latency();
        return switch (decision.reply()) {
            case Reply.Accept() ->
                new ProviderResponse.Answer(
                        headers(200), accepted(project, request, now), latency, decision.drip(), Verdict.ACCEPTED);
            case Reply.Reject reject -> {
                FcmError error = FcmError.of(reject);
                Http2Headers headers = headers(error);
                reject.headers().forEach(headers::set);
                Verdict verdict = reject.reason().equals("UNREGISTERED") ? Verdict.DEAD_TOKEN : Verdict.OTHER;
                yield new ProviderResponse.Answer(headers, error.json(), latency, decision.drip(), verdict);
            }
            case Reply.Verbatim verbatim -> answer(verbatim, decision);
            case Reply.Reset(long errorCode) -> new ProviderResponse.Reset(errorCode, latency);
            case Reply.Refuse() -> new ProviderResponse.Reset(Reply.Refuse.REFUSED_STREAM, latency);
            case Reply.Stall() -> new ProviderResponse.Silence();
            case Reply.Disconnect() -> new ProviderResponse.HangUp(latency);
        };
    }

    private static ProviderResponse respond(FcmError error, Duration latency) {
        return new ProviderResponse.Answer(headers(error), error.json(), latency);
    }

    private static Http2Headers headers(FcmError error) {
        Http2Headers headers = headers(error.code());
        if (error.reason().equals("UNAUTHENTICATED")) {
            headers.set("www-authenticate", "Bearer realm=\"https://accounts.google.com/\"");
        }
        return headers;
    }

    /// The message's name, with an id like Google's: time and something unique.
    private String accepted(String project, ProviderRequest request, Instant now) {
        String name = "projects/" + project + "/messages/0:" + now.toEpochMilli() + "%"
                + Long.toHexString(request.connection()) + "-" + Long.toHexString(++accepted);
        return JsonNodeFactory.instance.objectNode().put("name", name).toString();
    }

    private static Http2Headers headers(int status) {
        return new DefaultHttp2Headers(false).status(String.valueOf(status)).set("content-type", JSON);
    }
}
