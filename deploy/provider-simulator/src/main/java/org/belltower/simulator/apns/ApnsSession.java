package org.belltower.simulator.apns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/// One connection of a sender to APNs.
///
/// A request is checked in this order: method and path, who sends, form of the headers, topic,
/// payload, device token. The first fault is the answer. A push without fault gets what the script
/// says.
///
/// Confined to the connection's event loop.
final class ApnsSession implements ProviderSession {

    private static final AsciiString APNS_ID = AsciiString.cached("apns-id");
    private static final AsciiString OK = AsciiString.cached("200");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString JSON = AsciiString.cached("application/json");

    /// What says that a device token takes no pushes.
    private static final Set<String> DEAD_TOKEN = Set.of(
            ApnsReason.BAD_DEVICE_TOKEN.text(),
            ApnsReason.DEVICE_TOKEN_NOT_FOR_TOPIC.text(),
            ApnsReason.EXPIRED_TOKEN.text(),
            ApnsReason.UNREGISTERED.text());

    private final ApnsEndpoint endpoint;
    private final ApnsRegistry registry;
    private final ApnsSender sender;
    private long idsGiven;

    ApnsSession(ApnsEndpoint endpoint, ApnsSender sender) {
        this.endpoint = endpoint;
        this.sender = sender;
        this.registry = endpoint.registry();
    }

    @Override
    public ProviderResponse answer(ProviderRequest request) {
        Instant now = endpoint.clock().instant();
        ApnsRequest push = ApnsRequest.read(request.headers());
        byte[] payload = ByteBufUtil.getBytes(request.body());
        String id = push.id().orElseGet(() -> newId(request.connection()));
        Optional<ApnsReason> refusal = refusalOf(push, payload, request.bodyLength(), now);
        Script.Decision decision = refusal.isPresent()
                ? endpoint.script()
                        .refused(Reply.reject(
                                refusal.get().status(), refusal.get().text()))
                : endpoint.script()
                        .decide(
                                Provider.APNS,
                                Objects.requireNonNull(push.token()),
                                Objects.requireNonNull(sender.topicOf(push)));
        Answer answer = decision.reply().asAnswer();
        if (answer == null) {
            unprocessed();
        } else {
            keep(request, push, id, payload, answer, now);
        }
        return respond(id, decision, now);
    }

    @Override
    public void unprocessed() {
        endpoint.record().unprocessed(Provider.APNS, 1);
    }

    private Optional<ApnsReason> refusalOf(ApnsRequest push, byte[] payload, long length, Instant now) {
        return push.refusalOfTarget()
                .or(() -> sender.refusalOf(push, now))
                .or(push::refusalOfForm)
                .or(() -> refusalOfTopic(sender.topicOf(push)))
                .or(() -> ApnsPayload.refusalOf(payload, length, push))
                .or(() -> registry.refusalOf(
                        Objects.requireNonNull(push.token()),
                        Objects.requireNonNull(sender.topicOf(push)),
                        endpoint.rules().environment(),
                        endpoint.rules().knownTokensOnly()));
    }

    private Optional<ApnsReason> refusalOfTopic(@Nullable String topic) {
        if (topic == null || topic.isEmpty()) {
            return Optional.of(ApnsReason.MISSING_TOPIC);
        }
        if (!ApnsRequest.isTopic(topic)) {
            return Optional.of(ApnsReason.BAD_TOPIC);
        }
        return sender.mayPushTo(topic) ? Optional.empty() : Optional.of(ApnsReason.TOPIC_DISALLOWED);
    }

    private void keep(
            ProviderRequest request, ApnsRequest push, String id, byte[] payload, Answer answer, Instant now) {
        endpoint.record()
                .add(
                        now,
                        Provider.APNS,
                        id,
                        answer,
                        sequence -> new ReceivedPush(
                                sequence,
                                now,
                                Provider.APNS,
                                push.token(),
                                id,
                                push.collapseId(),
                                sender.topicOf(push),
                                push.priority(),
                                push.expiration(),
                                new String(payload, StandardCharsets.UTF_8),
                                answer,
                                request.connection(),
                                request.stream(),
                                sender.keyId(),
                                sender.certificate()));
    }

    private static ProviderResponse respond(String id, Script.Decision decision, Instant now) {
        Duration latency = decision.latency();
        return switch (decision.reply()) {
            case Reply.Accept() -> {
                Http2Headers headers =
                        new DefaultHttp2Headers(false, 4).status(OK).set(APNS_ID, id);
                yield new ProviderResponse.Answer(headers, "", latency, decision.drip(), Verdict.ACCEPTED);
            }
            case Reply.Reject reject -> {
                Http2Headers headers = new DefaultHttp2Headers(false).status(String.valueOf(reject.status()));
                headers.set(APNS_ID, id).set(CONTENT_TYPE, JSON);
                reject.headers().forEach(headers::set);
                Verdict verdict = DEAD_TOKEN.contains(reject.reason()) ? Verdict.DEAD_TOKEN : Verdict.OTHER;
                yield new ProviderResponse.Answer(headers, body(reject, now), latency, decision.drip(), verdict);
            }
            case Reply.Verbatim(int status, var said, String body) -> {
                Http2Headers headers = new DefaultHttp2Headers(false).status(String.valueOf(status));
                said.forEach(headers::set);
                Verdict verdict = status == 200 ? Verdict.ACCEPTED : Verdict.OTHER;
                yield new ProviderResponse.Answer(headers, body, latency, decision.drip(), verdict);
            }
            case Reply.Reset(long errorCode) -> new ProviderResponse.Reset(errorCode, latency);
            case Reply.Refuse() -> new ProviderResponse.Reset(Reply.Refuse.REFUSED_STREAM, latency);
            case Reply.Stall() -> new ProviderResponse.Silence();
            case Reply.Disconnect() -> new ProviderResponse.HangUp(latency);
        };
    }

    /// Apple sends `timestamp`, in milliseconds since the epoch, with a 410 only.
    private static String body(Reply.Reject reject, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reject.reason());
        Instant timestamp = reject.timestamp();
        if (reject.status() == 410) {
            body.put("timestamp", (timestamp == null ? now : timestamp).toEpochMilli());
        }
        return body.toString();
    }

    /// A UUID of version 8 (RFC 9562): seed of the run, connection, count.
    private String newId(long connection) {
        long high = (endpoint.idSeed() & ~0xF000L) | 0x8000L;
        long low = 0x8000_0000_0000_0000L | ((connection & 0x3FFF_FFFFL) << 32) | (++idsGiven & 0xFFFF_FFFFL);
        return new UUID(high, low).toString();
    }
}
