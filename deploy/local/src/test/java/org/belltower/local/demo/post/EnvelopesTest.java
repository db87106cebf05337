package org.belltower.local.demo.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
    private static final FirstDay DAY = FirstDayFiles.load();
    private static final Envelopes ENVELOPES =
            new Envelopes(URI.create("http://127.0.0.1:1/v1/events"), Instant.parse("2026-11-20T12:00:00Z"));

    private static CaseEvent event(String name) {
        return DAY.events()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_modes_take_turns_and_every_event_goes_once_in_its_order() {
        List<Post> posts = Post.of(DAY.events().toList());
        assertThat(posts.stream().flatMap(post -> post.events().stream()))
                .containsExactlyElementsOf(DAY.events().toList());
        assertThat(posts).extracting(Post::mode).contains(Mode.values());
        assertThat(posts.stream().filter(post -> post.mode() == Mode.BATCH))
                .anyMatch(post -> post.events().size() > 1)
                .allSatisfy(post -> assertThat(post.events())
                        .allMatch(event -> event.client().equals(post.client())
                                && event.district().equals(post.district())));
    }

    @Test
    void what_is_raw_goes_alone_and_as_it_is() {
        assertThat(Post.of(DAY.events().toList()).stream()
                        .filter(post -> post.events().stream().anyMatch(event -> event.body() instanceof Body.Raw)))
                .hasSize(2)
                .allSatisfy(post -> assertThat(post.events()).hasSize(1));
    }

    /// 85.0 and "85.00" must reach the front door as they are written, or nothing is shown by them (I-13).
    @Test
    void a_number_is_sent_as_it_is_written() {
        assertThat(body(Mode.STRUCTURED, event("grades-07"))).contains("\"percent\":85.0}");
        assertThat(body(Mode.BINARY, event("grades-08"))).contains("\"percent\":\"85.00\"}");
        assertThat(body(Mode.BATCH, event("lunch-balance-08"))).contains("\"balance\":10.00");
    }

    private static String body(Mode mode, CaseEvent event) {
        String body = ENVELOPES.call(new Post(mode, List.of(event)), "token").body();
        assertThat(body).isNotNull();
        return String.valueOf(body);
    }

    @Test
    void structured_and_binary_say_the_same() throws Exception {
        CaseEvent event = event("late-and-repeats-11");
        JsonNode structured = JsonCodec.mapper().readTree(body(Mode.STRUCTURED, event));
        SuiteHttp.Call binary = ENVELOPES.call(new Post(Mode.BINARY, List.of(event)), "token");
        Stream.of("specversion", "id", "source", "type", "time", "origin", "generation", "position")
                .forEach(name -> assertThat(binary.headers())
                        .containsEntry("ce-" + name, structured.path(name).asText()));
        assertThat(structured.path("time").asText()).isEqualTo("2026-11-20T12:00:03Z");
        assertThat(JsonCodec.mapper().readTree(String.valueOf(binary.body()))).isEqualTo(structured.path("data"));
    }
}
