package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.post.Answered;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;

/// Compares decisions and outcomes with the fates that are written down: every candidate, and its one reason. Pure.
final class DecisionComparison {
    private static final String TOLD = "told";

    /// What makes an event no news for anybody: it stands at the whole event, also if the student has no devices.
    private static final Set<Reason> OF_EVENTS = EnumSet.of(
            Reason.NOT_LIVE,
            Reason.REPEAT,
            Reason.OLDER_VERSION,
            Reason.NO_CHANGE,
            Reason.NO_AUDIENCE,
            Reason.ITEM_GONE,
            Reason.NOT_INSTRUCTIONAL,
            Reason.AUDIENCE_TOO_LARGE);

    private final FirstDay day;
    private final Evidence evidence;
    private final Map<DistrictId, Map<DeviceId, Family.Device>> devices = new HashMap<>();
    private final Map<EventKey, Integer> attempts = new HashMap<>();
    private final List<Deviation> deviations = new ArrayList<>();

    DecisionComparison(FirstDay day, Evidence evidence) {
        this.day = day;
        this.evidence = evidence;
        day.districts().forEach(district -> devices.put(district.id(), district.devices()));
        for (Answered answer : evidence.answers()) {
            switch (answer.event().expected()) {
                case Expectation.Told _, Expectation.Nobody _ ->
                    attempts.merge(EventKey.of(answer.event()), answer.attempts(), Integer::sum);
                case Expectation.Refused _ -> {}
            }
        }
    }

    List<Deviation> compare(PlayedEvents events) {
        events.byKey().forEach(this::compare);
        evidence.decisions().keySet().stream()
                .filter(key -> !events.byKey().containsKey(key))
                .forEach(key -> deviate("a decision was made about " + key.id().id() + ", which nobody sent"));
        return List.copyOf(deviations);
    }

    private void compare(EventKey key, List<Played> copies) {
        List<Decision> decisions = evidence.decisions().getOrDefault(key, List.of());
        if (decisions.size() < copies.size()) {
            deviate(copies.getFirst() + " has " + decisions.size() + " decisions of " + copies.size());
        }
        // Each request that may have been taken may have been decided: without a retry exactly the copies. A row is
        // captured and decided once, whoever is killed.
        int most = key.isOfRow() ? 1 : attempts.getOrDefault(key, 0);
        if (decisions.size() > most) {
            deviate(copies.getFirst() + " has " + decisions.size() + " decisions, and was sent " + most + " times");
        }
        if (decisions.isEmpty()) {
            return;
        }
        Played first = copies.getFirst();
        decisions.forEach(decision -> people(first, decision));
        switch (first.event().expected()) {
            case Expectation.Told told -> told(first, told, decisions.getFirst());
            case Expectation.Nobody(Set<Reason> reasons) -> nobody(first, reasons, decisions.getFirst());
            case Expectation.Refused _ -> {}
        }
        // A second copy is a repeat whoever sent it: a case, or a producer that had no answer and tried again.
        decisions.stream()
                .skip(1)
                .filter(decision -> decision.reason() != Reason.REPEAT)
                .forEach(decision -> deviate("a second copy of " + first + " was no REPEAT but " + summary(decision)));
    }

    /// Whom the event is about, and whose device each candidate is.
    private void people(Played played, Decision decision) {
        StudentId student = student(played);
        if (!decision.student().equals(student)) {
            deviate(played + " was decided for " + decision.student() + " and had to be for " + student);
        }
        Map<DeviceId, Family.Device> known = devices.getOrDefault(played.event().district(), Map.of());
        for (Candidate candidate : decision.candidates()) {
            Family.Device device = known.get(candidate.device());
            if (device != null && !device.user().equals(candidate.person())) {
                deviate(candidate.device() + " was told of as " + candidate.person() + "'s and is " + device.user()
                        + "'s in " + played);
            }
        }
    }

    private static StudentId student(Played played) {
        return switch (played.event().body()) {
            case Body.Event body -> new StudentId(body.data().path("student").asText());
            case Body.Raw _ -> throw new IllegalArgumentException(played.event().name() + " is raw");
        };
    }

    private void told(Played played, Expectation.Told told, Decision decision) {
        if (decision.reason() != null) {
            deviate(played + " was " + decision.reason() + " and had to be told");
            return;
        }
        Map<DeviceId, String> expected = new HashMap<>();
        told.arrives().forEach(device -> expected.put(device, TOLD));
        told.skipped().forEach((device, reason) -> expected.put(device, reason.name()));
        Map<DeviceId, String> fates = new HashMap<>();
        for (Candidate candidate : decision.candidates()) {
            if (candidate instanceof Decision.Skipped
                    && played.event().meanwhile().containsKey(candidate.device())) {
                deviate(candidate.device() + " had its right when it was decided, and was not pushed to in " + played);
            }
            if (fates.put(candidate.device(), fate(candidate)) != null) {
                deviate(played + " names " + candidate.device() + " twice");
            }
        }
        Set<DeviceId> all = new TreeSet<>(Comparator.comparing(DeviceId::value));
        all.addAll(expected.keySet());
        all.addAll(fates.keySet());
        for (DeviceId device : all) {
            String wanted = expected.getOrDefault(device, "no candidate");
            String was = fates.getOrDefault(device, "no candidate");
            if (!was.equals(wanted)) {
                deviate(device + " was " + was + " and had to be " + wanted + " in " + played);
            }
        }
    }

    /// The end of a candidate, in one word: what the dispatcher stopped counts with its reason.
    private String fate(Candidate candidate) {
        return switch (candidate) {
            case Decision.Skipped skipped -> skipped.reason().name();
            case Decision.Pushed pushed -> outcome(pushed.push());
        };
    }

    private String outcome(PushId push) {
        List<Outcome> outcomes = evidence.outcomes().getOrDefault(push, List.of());
        if (outcomes.isEmpty()) {
            return "pushed without an outcome";
        }
        return switch (outcomes.getFirst().result()) {
            case Result.Accepted _ -> TOLD;
            case Result.Skipped(Reason reason) -> reason.name();
            case Result.Failed failed -> "failed, " + failed.reason();
            case Result.TokenDead _ -> "failed, token dead";
            case Result.Expired _ -> "expired";
        };
    }

    /// The reason may be the event's, or each candidate's alike if a gate stopped it.
    private void nobody(Played played, Set<Reason> reasons, Decision decision) {
        Reason whole = decision.reason();
        Set<Reason> gates =
                reasons.stream().filter(reason -> !OF_EVENTS.contains(reason)).collect(Collectors.toSet());
        boolean right =
                whole != null ? reasons.contains(whole) : !gates.isEmpty() && allSkipped(played, gates, decision);
        if (!right) {
            deviate(played + " was " + summary(decision) + " and had to be " + reasons);
        }
    }

    private boolean allSkipped(Played played, Set<Reason> reasons, Decision decision) {
        Set<DeviceId> named = new HashSet<>();
        boolean all = decision.candidates().stream()
                .allMatch(candidate -> named.add(candidate.device())
                        && candidate instanceof Decision.Skipped skipped
                        && reasons.contains(skipped.reason()));
        return all && named.equals(day.district(played.event().district()).candidates(student(played)));
    }

    private static String summary(Decision decision) {
        if (decision.reason() != null) {
            return decision.reason().name();
        }
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int pushed = 0;
        for (Candidate candidate : decision.candidates()) {
            switch (candidate) {
                case Decision.Pushed _ -> pushed++;
                case Decision.Skipped skipped -> reasons.add(skipped.reason());
            }
        }
        return "decided for " + decision.candidates().size() + " candidates (" + pushed + " pushed, skipped for "
                + reasons + ")";
    }

    private void deviate(String sentence) {
        deviations.add(new Deviation(Kind.REASON, sentence));
    }
}
