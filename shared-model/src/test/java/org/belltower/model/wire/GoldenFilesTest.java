package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.belltower.model.Provider;
import org.belltower.model.change.Change;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The wire format, pinned: a golden file holds a message's value as older and newer versions of the suite read it. A
/// file that would have to change is a new version of the type.
class GoldenFilesTest {
    @TestFactory
    List<DynamicTest> every_message_is_written_and_read_as_its_golden_file_says() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, Change> sample : Samples.changes().entrySet()) {
            tests.add(golden(
                    sample.getKey(),
                    Samples.event(sample.getValue()),
                    ChangeCodec::encode,
                    record -> ChangeCodec.decode(record.headers(), bytes(record))));
        }
        Samples.steps()
                .forEach((name, event) -> tests.add(golden(
                        name,
                        event,
                        ChangeCodec::encode,
                        record -> ChangeCodec.decode(record.headers(), bytes(record)))));
        tests.add(golden("audience", Samples.audience(), MessageType.AUDIENCE));
        tests.add(golden("audience-consenting", Samples.consentingAudience(), MessageType.AUDIENCE));
        tests.add(golden("binding", Samples.binding(), MessageType.BINDING));
        tests.add(golden("binding-unsupported", Samples.unsupportedBinding(), MessageType.BINDING));
        tests.add(golden("binding-consenting", Samples.consentingBinding(), MessageType.BINDING));
        tests.add(golden("revocations", Samples.revocations(), MessageType.REVOCATIONS));
        tests.add(golden("revocations-withheld", Samples.revocationsWithheld(), MessageType.REVOCATIONS_WITHHELD));
        tests.add(golden("push", Samples.push(), MessageType.PUSH));
        tests.add(golden("push-detailed", Samples.detailedPush(), MessageType.PUSH));
        tests.add(golden("push-balance", Samples.balancePush(), MessageType.PUSH));
        tests.add(golden("push-test", Samples.testPush(), MessageType.PUSH.by("/belltower/dispatcher")));
        tests.add(golden("credential-signing-key", Samples.signingKey(), MessageType.CREDENTIAL));
        tests.add(golden("credential-service-account", Samples.serviceAccount(), MessageType.CREDENTIAL));
        tests.add(golden("settings-district", Samples.districtSettings(), MessageType.SETTINGS));
        tests.add(golden("settings-school", Samples.schoolSettings(), MessageType.SETTINGS));
        tests.add(golden("settings-calendar", Samples.calendarSettings(), MessageType.SETTINGS));
        tests.add(golden("settings-rights", Samples.rightsSettings(), MessageType.SETTINGS));
        tests.add(golden("settings-app", Samples.appSettings(), MessageType.SETTINGS));
        tests.add(golden("decision", Samples.decision(), MessageType.DECISION));
        tests.add(golden("decision-no-news", Samples.noNews(), MessageType.DECISION));
        for (Map.Entry<String, Result> sample : Samples.results().entrySet()) {
            tests.add(golden(sample.getKey(), Samples.outcome(sample.getValue()), MessageType.OUTCOME));
        }
        return tests;
    }

    /// What an older copy of the suite wrote, and what stands on compacted topics from before.
    @Test
    void what_lacks_a_field_that_came_later_is_read_as_it_was_meant() throws Exception {
        DistrictSettings before = Samples.districtSettings();
        assertThat(decoded("settings-district-without-mandatory", MessageType.SETTINGS))
                .isEqualTo(new DistrictSettings(
                        before.district(),
                        before.version(),
                        before.notifications(),
                        before.foodService(),
                        before.activeYear(),
                        before.switchedOn()));
        SchoolSettings school = Samples.schoolSettings();
        assertThat(decoded("settings-school-without-attendance", MessageType.SETTINGS))
                .isEqualTo(new SchoolSettings(
                        school.district(),
                        school.version(),
                        school.school(),
                        school.zone(),
                        school.displayOptions(),
                        school.contactPreferences(),
                        AttendanceNotices.USUAL));
        assertThat(decoded("settings-district-without-language", MessageType.SETTINGS))
                .isEqualTo(new DistrictSettings(
                        before.district(),
                        before.version(),
                        before.notifications(),
                        before.foodService(),
                        before.activeYear(),
                        before.switchedOn(),
                        before.mandatory()));
        assertThat(decoded("binding-without-office-messages", MessageType.BINDING))
                .isEqualTo(Samples.binding());
        assertThat(decoded("push-without-accepted", MessageType.PUSH))
                .isEqualTo(Samples.pushThatSaysNotWhenItsEventWasAccepted());
        assertThat(decoded("outcome-token-rejected-without-version", MessageType.OUTCOME))
                .isEqualTo(Samples.outcome(new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED)));
    }

    private static <T> T decoded(String name, MessageType<T> type) throws Exception {
        JsonNode file = JsonCodec.mapper().readTree(file(name));
        return JsonCodec.read(file.required("value"), type.dataClass());
    }

    private static <T> DynamicTest golden(String name, T message, MessageType<T> type) {
        return golden(
                name,
                message,
                value -> type.encode(value, Samples.NOON),
                record -> type.decode(record.headers(), bytes(record)));
    }

    private static <T> DynamicTest golden(String name, T message, Function<T, WireRecord> encode, Decoding<T> decode) {
        return dynamicTest(name, () -> {
            WireRecord record = encode.apply(message);
            Map<String, String> headers = new TreeMap<>(record.headers());
            headers.computeIfPresent("ce_id", (_, id) -> id.equals(Samples.EVENT.id()) ? id : "random");
            String written = JsonCodec.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of(
                            "key", record.key().toString(),
                            "headers", headers,
                            "value", JsonCodec.mapper().readTree(bytes(record))));
            assertThat(written.strip()).isEqualTo(file(name).strip());
            assertThat(decode.apply(record)).isEqualTo(message);
        });
    }

    private static byte[] bytes(WireRecord record) {
        byte[] value = record.value();
        assertThat(value).isNotNull();
        return value;
    }

    private static String file(String name) {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(in).as("golden file %s.json", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Decoding<T> {
        T apply(WireRecord record) throws MalformedMessageException;
    }
}
