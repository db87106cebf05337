package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.model.change.ChangeType;
import org.belltower.model.heartbeat.Heartbeat;
import org.junit.jupiter.api.Test;

/// Keeps `docs/topics/asyncapi.yaml` what the code says. After a change of a topic or a message:
/// `mvn test -pl shared-model -Dtest=AsyncApiDocumentTest -Dbelltower.docs=write`.
class AsyncApiDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "topics", "asyncapi.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final MessageSchemas schemas = new MessageSchemas();

    @Test
    void the_document_of_the_topics_says_what_the_code_says() throws IOException {
        String document = YAML.writeValueAsString(document());
        if ("write".equals(System.getProperty("belltower.docs"))) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).content().isEqualTo(document);
    }

    private ObjectNode document() throws JsonProcessingException {
        ObjectNode document = YAML.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Belltower topics")
                .put("version", "1")
                .put(
                        "description",
                        "Every record is a CloudEvent in Kafka's binary content mode: ce_* headers, JSON value. "
                                + "Keys are UTF-8 district/id; those of heartbeats, which are of no district, "
                                + "service/instance. Generated from the code.");
        document.put("defaultContentType", MessageType.CONTENT_TYPE);
        ObjectNode channels = document.putObject("channels");
        Topics.all().forEach(topic -> channel(channels, topic));
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (ChangeType type : ChangeType.values()) {
            message(messages, type.typeName(), type.dataClass());
        }
        for (MessageType<?> type : messageTypes()) {
            message(messages, type.name(), type.dataClass());
        }
        message(messages, HeartbeatCodec.TYPE, Heartbeat.class);
        return document;
    }

    private void channel(ObjectNode channels, TopicSpec topic) {
        ObjectNode channel = channels.putObject(topic.name());
        channel.put("address", topic.name());
        channel.put("description", topic.purpose() + ". The key's id names the " + topic.keyId() + ".");
        ObjectNode messages = channel.putObject("messages");
        for (String name : namesOn(topic)) {
            messages.putObject(name).put("$ref", "#/components/messages/" + name);
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name());
        kafka.put("partitions", topic.partitions());
        kafka.set("topicConfiguration", YAML.valueToTree(new TreeMap<>(topic.config())));
    }

    private void message(ObjectNode messages, String name, Class<?> type) {
        ObjectNode message = messages.putObject(name);
        message.put("name", name);
        message.put("contentType", MessageType.CONTENT_TYPE);
        message.set("payload", schemas.of(type));
    }

    private static List<MessageType<?>> messageTypes() {
        return List.of(
                MessageType.AUDIENCE,
                MessageType.REVOCATIONS,
                MessageType.REVOCATIONS_WITHHELD,
                MessageType.BINDING,
                MessageType.SETTINGS,
                MessageType.CREDENTIAL,
                MessageType.PUSH,
                MessageType.DECISION,
                MessageType.OUTCOME);
    }

    /// What stands on each topic. Dead letters are other topics' records as they were; the bulk lane has no writer
    /// yet.
    private static List<String> namesOn(TopicSpec topic) {
        Map<TopicSpec, List<String>> names = new LinkedHashMap<>();
        names.put(
                Topics.CHANGES,
                Arrays.stream(ChangeType.values()).map(ChangeType::typeName).toList());
        names.put(Topics.AUDIENCE, List.of(MessageType.AUDIENCE.name()));
        names.put(Topics.REVOCATIONS, List.of(MessageType.REVOCATIONS.name(), MessageType.REVOCATIONS_WITHHELD.name()));
        names.put(Topics.BINDINGS, List.of(MessageType.BINDING.name()));
        names.put(Topics.SETTINGS, List.of(MessageType.SETTINGS.name()));
        names.put(Topics.CREDENTIALS, List.of(MessageType.CREDENTIAL.name()));
        names.put(Topics.PUSH_ALERTS, List.of(MessageType.PUSH.name()));
        names.put(Topics.PUSH_BULK, List.of(MessageType.PUSH.name()));
        names.put(Topics.OUTCOMES, List.of(MessageType.OUTCOME.name()));
        names.put(Topics.DECISIONS, List.of(MessageType.DECISION.name()));
        names.put(Topics.HEARTBEATS, List.of(HeartbeatCodec.TYPE));
        return names.getOrDefault(topic, List.of());
    }
}
