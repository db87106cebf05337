package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.Area;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.script.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A16: what an app has, as its district says it on a real topic, decides what a push opens there.
class AreasIT extends SimulatedProviders {
    private static final Set<Area> ALL = EnumSet.allOf(Area.class);
    private static final Set<Area> WITHOUT_GRADES = EnumSet.complementOf(EnumSet.of(Area.GRADES));

    /// Returns when the dispatcher knows it.
    private void appHas(Set<Area> areas) {
        suite.set(Rights.app(suite.nextVersion(), areas));
        await().until(() -> opensGrades() == areas.contains(Area.GRADES));
    }

    private boolean opensGrades() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        assertThat(suite.result(suite.send(phone.push("probe")))).isEqualTo(new Result.Accepted(Provider.APNS));
        return data(phone).getFirst().has("area");
    }

    /// What of each push that a phone's provider was handed is for the app.
    private List<JsonNode> data(Suite.Phone phone) {
        return simulator.received().of(phone.token().value()).stream()
                .map(received -> tree(received.payload()))
                .map(payload -> payload.at(
                        switch (phone.provider()) {
                            case APNS -> "/belltower";
                            case FCM -> "/message/data";
                        }))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode link(Push push) {
        return JsonCodec.mapper()
                .createObjectNode()
                .put("push", push.id().toString())
                .put("district", push.district().value());
    }

    private static JsonNode link(Push push, Area area) {
        return link(push).put("area", area.name());
    }

    @ParameterizedTest
    @EnumSource
    void a_push_opens_its_area_in_an_app_that_has_it(Provider provider) {
        appHas(Set.of(Area.GRADES));
        Suite.Phone phone = suite.phone(provider);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(provider));
        assertThat(data(phone)).containsExactly(link(push, Area.GRADES));
    }

    @ParameterizedTest
    @EnumSource
    void a_push_opens_its_inbox_item_in_an_app_without_its_area(Provider provider) {
        appHas(WITHOUT_GRADES);
        Suite.Phone phone = suite.phone(provider);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(provider));
        assertThat(data(phone)).containsExactly(link(push));
    }

    @Test
    void a_push_opens_its_inbox_item_in_an_app_of_which_nobody_has_said_what_it_has() {
        appHas(ALL);
        suite.write(new ProducerRecord<>(
                Topics.SETTINGS.name(), Rights.app(0, ALL).key().bytes(), null));
        await().until(() -> !opensGrades());
        appHas(ALL);
    }

    @Test
    void a_push_that_waits_to_be_sent_again_opens_what_the_app_has_when_it_leaves() {
        appHas(ALL);
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "2"), 1);
        Push push = suite.send(phone.push("e-1"));
        await().until(() -> data(phone).size() == 1);
        suite.set(Rights.app(suite.nextVersion(), WITHOUT_GRADES));

        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(data(phone)).containsExactly(link(push, Area.GRADES), link(push));
    }
}
