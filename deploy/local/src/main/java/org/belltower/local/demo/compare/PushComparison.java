package org.belltower.local.demo.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.compare.Repeats.Push;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.provider.HeldPush;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.Received;
import org.belltower.local.demo.provider.ReceivedPushes;
import org.belltower.model.DeviceId;
import org.belltower.model.push.PushId;

/// Compares the pushes that the providers received with those that are written down: each (device token, push id)
/// must have arrived once, and no other. Pure.
///
/// Which may have arrived more than once all the same, [Repeats] says.
///
/// A push that was held may have been refused any number of times; but from two seconds after its right was taken
/// away, not even that (A7, I-1): what is not sent cannot be refused.
final class PushComparison {
    /// From the answer to whoever takes a right away, for what is under way.
    private static final Duration SILENT_WITHIN = Duration.ofSeconds(2);

    private final FirstDay day;
    private final App app;
    private final Set<Push> held = new HashSet<>();
    private final PushContent content;
    private final PhoneTokens tokens;
    private final Map<Push, Played> expected = new LinkedHashMap<>();
    private final List<Deviation> deviations = new ArrayList<>();

    PushComparison(FirstDay day, PlayedEvents events, PhoneTokens tokens) {
        this.day = day;
        this.app = day.app();
        this.content = new PushContent(new Surnames(day), app.areas());
        this.tokens = tokens;
        HeldPush.of(day)
                .forEach(push ->
                        held.add(new Push(tokens.of(push.phone()), push.id().toString())));
        events.byKey().forEach((key, copies) -> {
            Played first = copies.getFirst();
            for (DeviceId device : arrives(first)) {
                PushId id = PushId.of(key.district(), key.id(), device);
                expected.put(new Push(tokens.of(new Phone(key.district(), device)), id.toString()), first);
            }
        });
    }

    private static Set<DeviceId> arrives(Played played) {
        return played.event().expected() instanceof Expectation.Told told ? told.arrives() : Set.of();
    }

    /// What was found.
    ///
    /// @param byKill pushes that arrived again because the dispatcher was killed before it wrote their outcome
    /// @param repeated sends that were done again because they had no answer
    record Result(List<Deviation> deviations, int byKill, int repeated) {
        Result {
            deviations = List.copyOf(deviations);
        }
    }

    Result compare(Evidence evidence) {
        Map<Push, List<Received>> arrived = new LinkedHashMap<>();
        for (Received received : evidence.received()) {
            Push push = push(received);
            if (!received.accepted()) {
                refused(received, push, evidence);
            } else {
                check(received, push);
                if (!arrived.containsKey(push) && !expected.containsKey(push)) {
                    deviate(Kind.UNEXPECTED, name(push) + " received a push that nobody expected, " + push.id());
                }
                arrived.computeIfAbsent(push, _ -> new ArrayList<>()).add(received);
            }
        }
        expected.keySet().stream()
                .filter(push -> !arrived.containsKey(push))
                .forEach(push -> deviate(Kind.MISSING, name(push) + " received nothing" + what(push)));
        Repeats repeats = new Repeats(evidence);
        repeats.judge(arrived);
        repeats.unexcused().forEach(push -> again(push, evidence));
        return new Result(deviations, repeats.byKill(), repeats.repeated());
    }

    private void refused(Received received, Push push, Evidence evidence) {
        if (!held.contains(push) || received.status() != ReceivedPushes.UNAVAILABLE) {
            deviate(Kind.PUSH, "the provider refused a push to " + name(push) + what(push));
        } else if (isLate(received, evidence)) {
            deviate(
                    Kind.UNEXPECTED,
                    name(push) + " was sent a push later than " + SILENT_WITHIN.toSeconds()
                            + " s after the right to it was taken away" + what(push));
        }
    }

    private boolean isLate(Received received, Evidence evidence) {
        return tokens.owner(received.token())
                .map(evidence.withdrawn()::get)
                .filter(answered -> received.at().isAfter(answered.plus(SILENT_WITHIN)))
                .isPresent();
    }

    private void check(Received received, Push push) {
        String wanted = switch (received.provider()) {
            case APNS -> app.apns().topic();
            case FCM -> app.fcm().project();
        };
        if (!wanted.equals(received.app())) {
            deviate(Kind.PUSH, name(push) + " received a push for another app" + what(push));
        }
        if (content.showsSurname(received)) {
            deviate(Kind.PUSH, name(push) + " received a push that shows a surname (C7)" + what(push));
        }
        Played played = expected.get(push);
        if (played != null) {
            content.faults(received, played, wording(push, played))
                    .forEach(fault -> deviate(Kind.PUSH, name(push) + " received a push that " + fault + what(push)));
        }
    }

    private Wording wording(Push push, Played played) {
        Phone phone = tokens.owner(push.token()).orElseThrow();
        boolean correction = played.event().expected() instanceof Expectation.Told told && told.correction();
        return Wording.on(day.district(phone.district()), phone.device(), correction);
    }

    /// With all that the provider saw of it, so that it can be understood afterwards.
    private void again(Push push, Evidence evidence) {
        List<Received> seen = evidence.received().stream()
                .filter(received -> push(received).equals(push))
                .toList();
        String answers = seen.stream()
                .map(received -> received.status() + " at " + received.at())
                .collect(Collectors.joining(", "));
        String ended = evidence.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getKey().toString().equals(push.id()))
                .map(outcome -> "ended at " + outcome.getValue().getFirst().at())
                .findFirst()
                .orElse("without an outcome");
        long times = seen.stream().filter(Received::accepted).count();
        deviate(
                Kind.DUPLICATE,
                name(push) + " received the same push " + times + " times" + what(push) + ": " + push.id() + ", "
                        + answers + ", " + ended);
    }

    private static Push push(Received received) {
        return new Push(received.token(), received.pushId().toLowerCase(Locale.ROOT));
    }

    private String name(Push push) {
        return tokens.owner(push.token()).map(Phone::toString).orElse("a phone that nobody has");
    }

    private String what(Push push) {
        Played played = expected.get(push);
        return played == null ? ", " + push.id() : " of " + played;
    }

    private void deviate(Kind kind, String sentence) {
        deviations.add(new Deviation(kind, sentence));
    }
}
