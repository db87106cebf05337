package org.belltower.local.demo.drive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Explained;
import org.belltower.local.demo.drive.SuiteHttp.Call;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;

/// Asks the dispatcher's history why and why not (C2), as an office does. Thread-safe.
///
/// @param dispatcher where it answers
public record History(SuiteHttp http, URI dispatcher) {
    private static final int PAGE = 200;

    /// All that was decided about a student, newest first. Blocks for a request a page.
    ///
    /// @param token of somebody of that district who may ask
    /// @throws PlayFailedException if it is not answered, or the totals of a page are not those of what is on it
    public List<Explained> of(DistrictId district, StudentId student, String token) throws InterruptedException {
        List<Explained> all = new ArrayList<>();
        String query = "/v1/explanations?limit=" + PAGE + "&student=" + encoded(student.value());
        String next = "";
        do {
            JsonNode page = http.require(Call.get(dispatcher.resolve(query + next), token));
            List<Explained> items = StreamSupport.stream(page.required("items").spliterator(), false)
                    .map(item -> explained(district, item))
                    .toList();
            requireSums(items, page.required("totals"));
            all.addAll(items);
            next = page.path("next").isTextual()
                    ? "&after=" + encoded(page.path("next").asText())
                    : "";
        } while (!next.isEmpty());
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Explained explained(DistrictId district, JsonNode item) {
        Map<DeviceId, String> devices = new HashMap<>();
        item.required("candidates")
                .forEach(candidate -> devices.put(
                        new DeviceId(candidate.required("device").asText()),
                        words(
                                candidate.required("state").asText(),
                                candidate.at("/reason/name").asText())));
        String reason = item.at("/reason/name").asText();
        return new Explained(
                new EventKey(
                        district,
                        new EventId(
                                item.required("client").asText(),
                                item.required("source").asText(),
                                item.required("id").asText())),
                Instant.parse(item.required("decided").asText()),
                reason.isEmpty() ? null : reason,
                devices);
    }

    private static String words(String state, String reason) {
        return reason.isEmpty() ? state : state + " " + reason;
    }

    /// C2: the candidates are the sum of the states, and of the reasons.
    private static void requireSums(List<Explained> items, JsonNode totals) {
        Map<String, Long> states = new HashMap<>();
        Map<String, Long> reasons = new HashMap<>();
        items.forEach(item -> item.devices().values().forEach(words -> {
            states.merge(words.split(" ", 2)[0], 1L, Long::sum);
            reasons.merge(words, 1L, Long::sum);
        }));
        Map<String, Long> toldStates = new HashMap<>();
        totals.required("byState").properties().forEach(state -> {
            if (state.getValue().asLong() > 0) {
                toldStates.put(state.getKey(), state.getValue().asLong());
            }
        });
        Map<String, Long> toldReasons = new HashMap<>();
        totals.required("byReason")
                .forEach(each -> toldReasons.merge(
                        words(
                                each.required("state").asText(),
                                each.path("reason").asText("")),
                        each.required("count").asLong(),
                        Long::sum));
        long candidates = states.values().stream().mapToLong(Long::longValue).sum();
        if (totals.required("candidates").asLong() != candidates
                || !states.equals(toldStates)
                || !reasons.equals(toldReasons)) {
            throw new PlayFailedException(
                    "the totals of an explanation are not those of its candidates: " + totals + " of " + reasons);
        }
    }
}
