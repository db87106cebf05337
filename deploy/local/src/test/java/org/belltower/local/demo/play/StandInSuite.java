package org.belltower.local.demo.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.local.demo.compare.WrittenEvidence;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.sis.Save;
import org.belltower.local.demo.sis.StudentRecords;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.UnusedPorts;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;

/// A suite of a real Kafka and of services that only pretend: they do what is written down, in the order in which the
/// events come, and stumble a little on the way. So the player is shown by itself.
class StandInSuite implements RunningSuite, StudentRecords {
    private static final int STUMBLES = 3;

    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<Phone, String> tokens = new HashMap<>();
    /// What was put into the roster, whole, each with who put it there.
    final List<JsonNode> roster = new CopyOnWriteArrayList<>();
    final StandInProviders providers;
    final StandInHistory history = new StandInHistory();
    private final FirstDay day;
    private final Ports ports = UnusedPorts.find();
    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<HttpServer> servers = new ArrayList<>();
    private final WrittenEvidence written;
    private final Path log;
    private final Iterator<CaseEvent> events;
    private final Map<EventKey, Integer> copies = new HashMap<>();
    private int stumbles;

    StandInSuite(FirstDay day, Path folder) throws Exception {
        this.day = day;
        this.events =
                day.events().filter(event -> event.way() instanceof Way.Posted).iterator();
        this.written = new WrittenEvidence(day, PhoneTokens.make(day, new Random(7)));
        this.providers = new StandInProviders(day, tokens, written::payload, (_, outcome) -> {
            history.ended(outcome);
            send(Topics.OUTCOMES, MessageType.OUTCOME, outcome);
        });
        this.log = Files.createFile(folder.resolve("log"));
        this.kafka = EmbeddedKafka.start(folder, ports.kafka(), ports.kafkaController());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.kafkaBootstrap()))) {
            for (TopicSpec topic : List.of(Topics.CHANGES, Topics.DECISIONS, Topics.OUTCOMES, Topics.SETTINGS)) {
                admin.createTopics(List.of(new NewTopic(topic.name(), 2, (short) 1)))
                        .all()
                        .get();
            }
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", ports.kafkaBootstrap(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        day.events().filter(CaseEvent::isKnownBefore).forEach(this::capture);
        serve(ports.service(Service.DEVICE_REGISTRY), this::registry);
        serve(ports.service(Service.RULES_EVALUATOR), exchange -> answer(exchange, 200, "{\"settings\":{\"0\":1}}"));
        serve(ports.service(Service.EVENT_INGEST), this::ingest);
        serve(ports.service(Service.DISPATCHER), this::history);
        serve(ports.simulatorControl(), this::control);
    }

    private void serve(int port, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        servers.add(server);
    }

    private void registry(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode body = JsonCodec.mapper().readTree(exchange.getRequestBody().readAllBytes());
        calls.add(exchange.getRequestMethod() + " " + path + " by " + bearer(exchange));
        if (path.startsWith("/v1/devices/") && body.has("token")) {
            String[] user = bearer(exchange).split("@", 2);
            DeviceId device = new DeviceId(path.substring("/v1/devices/".length()));
            tokens.put(
                    new Phone(new DistrictId(user[1]), device),
                    body.path("token").asText());
        }
        withdrawn(path, bearer(exchange), body);
        switch (path) {
            // At first there is still something to publish.
            case "/v1/status" -> answer(exchange, 200, "{\"marks\":" + Math.max(0, 2 - stumble()) + "}");
            case "/v1/roster" -> answer(exchange, 200, write(body, bearer(exchange)));
            default -> answer(exchange, 200, "{}");
        }
    }

    private String write(JsonNode body, String office) {
        ObjectNode answer = JsonCodec.mapper().createObjectNode();
        ArrayNode items = answer.putArray("items");
        body.path("items").forEach(item -> {
            roster.add(((ObjectNode) item).put("by", office));
            items.add(answer(items.size(), item));
        });
        return answer.toString();
    }

    /// To one item of a roster.
    ObjectNode answer(int index, JsonNode item) {
        return JsonCodec.mapper().createObjectNode().put("index", index).put("status", 201);
    }

    /// Stops what waits if a right was taken away: by a logout, an opt-out, or the Portal flag of a relationship.
    private void withdrawn(String path, String by, JsonNode body) {
        String[] parts = path.split("/", -1);
        boolean optedOut = body.findValues("on").stream().anyMatch(on -> !on.asBoolean());
        if (path.startsWith("/v1/devices/") && (path.endsWith("/logout") || optedOut)) {
            providers.stop(new Phone(new DistrictId(by.split("@", 2)[1]), new DeviceId(parts[3])));
        }
        if (path.contains("/guardians/") && !body.path("portal").asBoolean()) {
            providers.waiting.keySet().stream()
                    .filter(phone -> day.district(phone.district())
                            .user(phone.device())
                            .value()
                            .equals(parts[5]))
                    .forEach(providers::stop);
        }
    }

    private int stumble() {
        return stumbles++;
    }

    private void ingest(HttpExchange exchange) throws IOException {
        JsonNode body = json(exchange.getRequestBody().readAllBytes());
        if (stumbles++ < STUMBLES + 2) {
            answer(exchange, 503, "{}");
            return;
        }
        ArrayNode items = JsonCodec.mapper().createArrayNode();
        boolean batch = body.isArray();
        int count = batch ? body.size() : 1;
        for (int index = 0; index < count; index++) {
            items.add(take(index, events.next()));
        }
        if (batch) {
            answer(exchange, 200, items.toString());
        } else {
            answer(
                    exchange,
                    items.get(0).path("status").asInt(),
                    items.get(0).path("problem").toString());
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonCodec.mapper().readTree(body);
        } catch (IOException malformed) {
            return JsonCodec.mapper().createObjectNode();
        }
    }

    private ObjectNode take(int index, CaseEvent event) {
        ObjectNode item = JsonCodec.mapper().createObjectNode().put("index", index);
        switch (event.expected()) {
            case Expectation.Refused refused -> {
                item.put("status", refused.status());
                if (refused.field() != null) {
                    item.putObject("problem").putArray("errors").addObject().put("field", "data." + refused.field());
                }
            }
            case Expectation.Told _, Expectation.Nobody _ -> {
                item.put("status", 202);
                decide(EventKey.of(event));
            }
        }
        return item;
    }

    @Override
    public void save(Save save) {
        save.events().forEach(this::capture);
    }

    private void capture(CaseEvent event) {
        ChangeEvent row = Objects.requireNonNull(written.rowOf.get(event.name()));
        send(Topics.CHANGES, ChangeCodec.encode(row));
        decide(new EventKey(row.district(), row.id()));
    }

    private void decide(EventKey key) {
        int copy = copies.merge(key, 1, Integer::sum) - 1;
        Decision decision = Objects.requireNonNull(written.decisions.get(key)).get(copy);
        history.decided(decision);
        send(Topics.DECISIONS, MessageType.DECISION, decision);
        decision.candidates().forEach(candidate -> {
            if (candidate instanceof Decision.Pushed pushed) {
                PushId push = pushed.push();
                providers.send(
                        new Phone(key.district(), pushed.device()),
                        Objects.requireNonNull(written.outcomes.get(push)).getFirst());
            }
        });
    }

    private <T> void send(TopicSpec topic, MessageType<T> type, T message) {
        send(topic, type.encode(message, WrittenEvidence.NOON));
    }

    private void send(TopicSpec topic, WireRecord record) {
        var kafkaRecord = new ProducerRecord<>(topic.name(), record.key().bytes(), record.value());
        record.headers()
                .forEach((name, value) -> kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(kafkaRecord);
    }

    private void history(HttpExchange exchange) throws IOException {
        DistrictId district = new DistrictId(bearer(exchange).replace("-office", ""));
        answer(exchange, 200, history.answer(district, exchange.getRequestURI()));
    }

    private void control(HttpExchange exchange) throws IOException {
        JsonNode body = json(exchange.getRequestBody().readAllBytes());
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        switch (call) {
            case "POST /v1/rules" -> providers.refuse(body);
            case "DELETE /v1/rules" -> providers.takeAll();
            default -> {}
        }
        answer(exchange, 200, providers.page(call.contains("since=0&")));
    }

    private static String bearer(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public String clientToken(String clientId) {
        return clientId;
    }

    @Override
    public String personToken(String username) {
        return username;
    }

    @Override
    public Connection studentSystem(DistrictId district) {
        throw new AssertionError(district);
    }

    @Override
    public void kill(Service service) {
        calls.add("kill " + service.module());
    }

    @Override
    public boolean awaitReady(Service service, Duration within) {
        return calls.contains("kill " + service.module());
    }

    @Override
    public Path log(Service service) {
        return log;
    }

    @Override
    public List<Service> toKill() {
        return List.of();
    }

    @Override
    public void tell(String line) {
        told.add(line);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        producer.close(Duration.ofSeconds(2));
        kafka.close();
    }
}
