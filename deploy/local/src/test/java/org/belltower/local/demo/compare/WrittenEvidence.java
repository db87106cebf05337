package org.belltower.local.demo.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.local.demo.compare.Evidence.Killed;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.post.Mode;
import org.belltower.local.demo.provider.HeldPush;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.Received;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Topics;
import org.belltower.sis.SampleSis;
import org.jspecify.annotations.Nullable;

/// What a suite would leave that does just what is written down; tests then spoil it.
public final class WrittenEvidence {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final FirstDay day;
    final PhoneTokens tokens;
    final List<Answered> answers = new ArrayList<>();
    /// What would be captured of rows, in the order of the log, whose places make their ids.
    public final List<ChangeEvent> rows = new ArrayList<>();

    /// By the name of the event.
    public final Map<String, ChangeEvent> rowOf = new HashMap<>();

    public final Map<EventKey, List<Decision>> decisions = new HashMap<>();
    public final Map<PushId, List<Outcome>> outcomes = new HashMap<>();
    final List<Received> received = new ArrayList<>();

    private final Map<PushId, WrittenWords> told = new HashMap<>();
    final Map<Phone, Instant> withdrawn = new HashMap<>();

    final List<Killed> killed = new ArrayList<>();
    /// In each of the dispatcher's lives.
    final List<Map<PushId, Integer>> unanswered = new ArrayList<>(List.of(Map.of()));

    public WrittenEvidence(FirstDay day, PhoneTokens tokens) {
        this.day = day;
        this.tokens = tokens;
        day.events().filter(event -> event.way() instanceof Way.Row).forEach(event -> {
            ChangeEvent row = row(event);
            rows.add(row);
            rowOf.put(event.name(), row);
        });
        day.events()
                .filter(event -> event.way() instanceof Way.Posted)
                .forEach(event -> answers.add(
                        switch (event.expected()) {
                            case Expectation.Refused refused ->
                                new Answered(
                                        event,
                                        Mode.STRUCTURED,
                                        refused.status(),
                                        refused.field() == null ? List.of() : List.of("data." + refused.field()),
                                        1);
                            case Expectation.Told _, Expectation.Nobody _ ->
                                new Answered(event, Mode.BATCH, 202, List.of(), 1);
                        }));
        Map<EventKey, List<Played>> events = new PlayedEvents(day, new CapturedRows(day, rows)).byKey();
        // Only small days are written: every device may be pushed to.
        events.forEach((key, copies) -> day.district(key.district())
                .devices()
                .keySet()
                .forEach(device -> told.put(
                        PushId.of(key.district(), key.id(), device),
                        WrittenWords.of(
                                (Body.Event) copies.getFirst().event().body(),
                                Wording.on(day.district(key.district()), device, isCorrection(copies.getFirst()))))));
        events.forEach(this::decide);
        for (HeldPush held : HeldPush.of(day)) {
            answered(held.phone(), held.id(), 503, NOON);
            if (held.withdrawal() != null) {
                withdrawn.put(held.phone(), NOON);
            }
        }
    }

    Report report() {
        return Report.of(
                day,
                tokens,
                new Evidence(
                        answers,
                        rows,
                        decisions,
                        outcomes,
                        ExplanationComparison.right(decisions, outcomes),
                        received,
                        withdrawn,
                        killed,
                        unanswered));
    }

    private ChangeEvent row(CaseEvent event) {
        return new ChangeEvent(
                event.district(),
                new EventId(SampleSis.CLIENT, SampleSis.SOURCE, "sis.row@0." + rows.size()),
                new EventOrder(NOON, new SourcePosition(0, rows.size())),
                event.isKnownBefore() ? Origin.SNAPSHOT : Origin.LIVE,
                CapturedRows.step(event),
                event.change());
    }

    private static boolean isCorrection(Played played) {
        return played.event().expected() instanceof Expectation.Told told && told.correction();
    }

    private void decide(EventKey key, List<Played> copies) {
        List<Decision> made = new ArrayList<>();
        for (Played copy : copies) {
            made.add(
                    switch (copy.event().expected()) {
                        case Expectation.Told told ->
                            decision(
                                    key,
                                    null,
                                    candidates(key, told, copy.event().meanwhile()));
                        case Expectation.Nobody(Set<Reason> reasons) ->
                            decision(key, reasons.stream().sorted().findFirst().orElseThrow(), List.of());
                        case Expectation.Refused _ -> throw new AssertionError(copy);
                    });
        }
        decisions.put(key, made);
    }

    private List<Candidate> candidates(EventKey key, Expectation.Told told, Map<DeviceId, Withdrawal> meanwhile) {
        List<Candidate> candidates = new ArrayList<>();
        told.arrives().forEach(device -> {
            candidates.add(pushed(key, device, new Result.Accepted(Provider.APNS)));
            receive(new Phone(key.district(), device), PushId.of(key.district(), key.id(), device));
        });
        told.skipped()
                .forEach((device, reason) -> candidates.add(
                        reason == Reason.PERMISSION_DENIED || meanwhile.containsKey(device)
                                ? pushed(key, device, new Result.Skipped(reason))
                                : new Decision.Skipped(device, user(key, device), reason)));
        return candidates;
    }

    private Candidate pushed(EventKey key, DeviceId device, Result result) {
        PushId push = PushId.of(key.district(), key.id(), device);
        outcomes.put(push, List.of(outcome(key.district(), device, push, NOON, result)));
        return new Decision.Pushed(device, user(key, device), push);
    }

    PersonId user(EventKey key, DeviceId device) {
        return day.district(key.district()).user(device);
    }

    static Outcome outcome(DistrictId district, DeviceId device, PushId push, Instant at, Result result) {
        return new Outcome(push, district, device, at, new Outcome.LaneOffset(Topics.PUSH_ALERTS.name(), 0, 0), result);
    }

    void receive(Phone phone, PushId push) {
        answered(phone, push, 200, NOON);
    }

    /// @param status what the provider answers
    void answered(Phone phone, PushId push, int status, Instant at) {
        District district = day.district(phone.district());
        Provider provider =
                Objects.requireNonNull(district.devices().get(phone.device())).platform();
        String app = switch (provider) {
            case APNS -> day.app().apns().topic();
            case FCM -> day.app().fcm().project();
        };
        received.add(
                new Received(provider, tokens.of(phone), push.toString(), app, status, at, payload(provider, push)));
    }

    /// What a phone is sent about the event of that push; nothing if it is of none.
    public String payload(Provider provider, PushId push) {
        WrittenWords words = told.get(push);
        if (words == null) {
            return "{}";
        }
        ObjectNode payload = JsonCodec.mapper().createObjectNode();
        switch (provider) {
            case APNS -> {
                payload.putObject("aps")
                        .putObject("alert")
                        .put("title", words.title())
                        .put("body", words.body());
                link(payload.putObject("belltower"), words);
            }
            case FCM -> {
                ObjectNode message = payload.putObject("message");
                message.putObject("notification").put("title", words.title()).put("body", words.body());
                link(message.putObject("data"), words);
            }
        }
        return payload.toString();
    }

    private void link(ObjectNode data, WrittenWords words) {
        if (day.app().areas().contains(Area.valueOf(words.area()))) {
            data.put("area", words.area());
        }
    }

    Decision decision(EventKey key, @Nullable Reason reason, List<Candidate> candidates) {
        return decision(key, student(key), reason, candidates);
    }

    private String student(EventKey key) {
        return Objects.requireNonNull(new PlayedEvents(day, new CapturedRows(day, rows))
                        .byKey()
                        .get(key))
                .stream()
                .map(played -> (Body.Event) played.event().body())
                .map(body -> body.data().path("student").asText())
                .findFirst()
                .orElseThrow();
    }

    static Decision decision(EventKey key, String student, @Nullable Reason reason, List<Candidate> candidates) {
        return new Decision(
                key.district(), new StudentId(student), key.id(), Category.GRADES, NOON, reason, candidates);
    }
}
