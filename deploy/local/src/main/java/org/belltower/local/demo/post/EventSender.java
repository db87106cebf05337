package org.belltower.local.demo.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;

/// Posts events one request after the other, each under the same ids until it has an answer. Not thread-safe.
public final class EventSender {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final SuiteHttp http;
    private final Envelopes envelopes;
    private final ClientTokens clients;
    private final Patience patience;

    /// Where a client's access token comes from. Blocks.
    @FunctionalInterface
    public interface ClientTokens {
        String of(String client) throws InterruptedException;
    }

    /// @param patience with single events of a batch that Kafka did not take
    public EventSender(SuiteHttp http, Envelopes envelopes, ClientTokens clients, Patience patience) {
        this.http = http;
        this.envelopes = envelopes;
        this.patience = patience;
        Map<String, String> known = new HashMap<>();
        this.clients = client -> {
            String token = known.get(client);
            if (token == null) {
                token = clients.of(client);
                known.put(client, token);
            }
            return token;
        };
    }

    /// Blocks until each event has its answer.
    ///
    /// @return in the order of the post
    public List<Answered> send(Post post) throws InterruptedException {
        String token = clients.of(post.client());
        return post.mode() == Mode.BATCH ? batch(post, token) : List.of(single(post, token));
    }

    private Answered single(Post post, String token) throws InterruptedException {
        SuiteHttp.Answer answer = http.send(envelopes.call(post, token));
        return new Answered(
                post.events().getFirst(), post.mode(), answer.status(), fields(answer.body()), answer.attempts());
    }

    /// Sends the events that Kafka did not acknowledge again, and only those.
    private List<Answered> batch(Post post, String token) throws InterruptedException {
        Map<CaseEvent, Answered> answers = new HashMap<>();
        List<CaseEvent> open = new ArrayList<>(post.events());
        boolean answered = patience.until(() -> {
            once(new Post(Mode.BATCH, open), token)
                    .forEach(answer -> answers.merge(answer.event(), answer, EventSender::again));
            open.removeIf(event -> {
                Answered answer = answers.get(event);
                return answer != null && answer.status() != UNAVAILABLE;
            });
            return open.isEmpty();
        });
        if (!answered) {
            throw new PlayFailedException("Kafka took only a part of a batch");
        }
        return post.events().stream().map(answers::get).toList();
    }

    private static Answered again(Answered before, Answered now) {
        return new Answered(now.event(), now.mode(), now.status(), now.fields(), before.attempts() + now.attempts());
    }

    private List<Answered> once(Post post, String token) throws InterruptedException {
        SuiteHttp.Answer answer = http.send(envelopes.call(post, token));
        List<Answered> answers = new ArrayList<>();
        for (int index = 0; index < post.events().size(); index++) {
            // 200: an entry an event. Anything else holds for all of them.
            JsonNode entry = answer.body().path(index);
            int status = answer.status() == OK ? entry.path("status").asInt() : answer.status();
            JsonNode problem = answer.status() == OK ? entry.path("problem") : answer.body();
            answers.add(
                    new Answered(post.events().get(index), post.mode(), status, fields(problem), answer.attempts()));
        }
        return answers;
    }

    private static List<String> fields(JsonNode problem) {
        List<String> fields = new ArrayList<>();
        problem.path("errors").forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }
}
