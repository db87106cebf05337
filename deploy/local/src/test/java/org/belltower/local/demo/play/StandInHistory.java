package org.belltower.local.demo.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Answers `GET /v1/explanations` by what was decided and how it ended. Pages of one. Thread-safe.
final class StandInHistory {
    private final Set<Decision> decisions = ConcurrentHashMap.newKeySet();
    private final Map<PushId, Outcome> outcomes = new ConcurrentHashMap<>();

    void decided(Decision decision) {
        decisions.add(decision);
    }

    void ended(Outcome outcome) {
        outcomes.put(outcome.push(), outcome);
    }

    /// @param question with a student's id that needs no encoding, and the number of the next as what is after
    String answer(DistrictId district, URI question) {
        String[] student = question.getQuery().split("student=", 2)[1].split("&after=", 2);
        List<Decision> about = decisions.stream()
                .filter(decision -> decision.district().equals(district)
                        && decision.student().value().equals(student[0]))
                .toList();
        int index = student.length > 1 ? Integer.parseInt(student[1]) : 0;
        ObjectNode page = JsonCodec.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        about.stream().skip(index).limit(1).forEach(decision -> write(decision, items.addObject()));
        total(items, page.putObject("totals"));
        if (index + 1 < about.size()) {
            page.put("next", Integer.toString(index + 1));
        }
        return page.toString();
    }

    private void write(Decision decision, ObjectNode item) {
        item.put("client", decision.event().client());
        item.put("source", decision.event().source());
        item.put("id", decision.event().id());
        item.put("decided", decision.decided().toString());
        if (decision.reason() != null) {
            item.putObject("reason").put("name", decision.reason().name());
        }
        ArrayNode candidates = item.putArray("candidates");
        decision.candidates().forEach(candidate -> {
            ObjectNode told =
                    candidates.addObject().put("device", candidate.device().value());
            switch (candidate) {
                case Decision.Skipped skipped ->
                    end(told, "SKIPPED", skipped.reason().name());
                case Decision.Pushed pushed -> end(told, outcomes.get(pushed.push()));
            }
        });
    }

    private static void end(ObjectNode told, @Nullable Outcome outcome) {
        if (outcome == null) {
            told.put("state", "PENDING");
        } else if (outcome.result() instanceof Result.Skipped skipped) {
            end(told, "SKIPPED", skipped.reason().name());
        } else if (outcome.result() instanceof Result.Accepted) {
            told.put("state", "ACCEPTED");
        } else {
            throw new AssertionError(outcome.result());
        }
    }

    private static void end(ObjectNode told, String state, String reason) {
        told.put("state", state).putObject("reason").put("name", reason);
    }

    private static void total(ArrayNode items, ObjectNode totals) {
        int candidates = 0;
        ObjectNode states = totals.putObject("byState");
        ArrayNode reasons = totals.putArray("byReason");
        for (JsonNode item : items) {
            for (JsonNode candidate : item.path("candidates")) {
                candidates++;
                String state = candidate.path("state").asText();
                states.put(state, states.path(state).asInt() + 1);
                ObjectNode reason = reasons.addObject().put("state", state).put("count", 1);
                if (candidate.has("reason")) {
                    reason.set("reason", candidate.at("/reason/name"));
                }
            }
        }
        totals.put("candidates", candidates);
    }
}
