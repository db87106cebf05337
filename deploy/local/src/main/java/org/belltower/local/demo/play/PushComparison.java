package org.belltower.local.demo.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.demo.Expectation;
import org.belltower.local.demo.FirstDay;
import org.belltower.local.demo.FirstDay.App;
import org.belltower.local.demo.play.Deviation.Kind;
import org.belltower.local.demo.play.Evidence.Killed;
import org.belltower.local.demo.play.PlayedEvents.Played;
import org.belltower.local.suite.Service;
import org.belltower.model.DeviceId;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;

/// Compares the pushes that the providers received with those that are written down: each (device token, push id)
/// must have arrived once, and no other. Pure.
///
/// After the dispatcher was killed a push may have arrived more than once if its first outcome was written later:
/// it had no durable outcome at the kill, and was sent again under the same id (C4).
final class PushComparison {
    private final App app;
    private final Surnames surnames;
    private final PhoneTokens tokens;
    private final Map<Push, Played> expected = new LinkedHashMap<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private int excused;

    /// One message for one phone.
    private record Push(DeviceToken token, String id) {}

    PushComparison(FirstDay day, PlayedEvents events, PhoneTokens tokens) {
        this.app = day.app();
        this.surnames = new Surnames(day);
        this.tokens = tokens;
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
    /// @param excused pushes that arrived again because the dispatcher was killed before it wrote their outcome
    record Result(List<Deviation> deviations, int excused) {
        Result {
            deviations = List.copyOf(deviations);
        }
    }

    Result compare(Evidence evidence) {
        Map<Push, Integer> arrived = new HashMap<>();
        for (Received received : evidence.received()) {
            Push push = new Push(received.token(), received.pushId().toLowerCase(Locale.ROOT));
            if (!received.accepted()) {
                deviate(Kind.PUSH, "the provider refused a push to " + name(push) + what(push));
            } else {
                check(received, push);
                if (arrived.merge(push, 1, Integer::sum) == 1 && !expected.containsKey(push)) {
                    deviate(Kind.UNEXPECTED, name(push) + " received a push that nobody expected, " + push.id());
                }
            }
        }
        expected.keySet().stream()
                .filter(push -> !arrived.containsKey(push))
                .forEach(push -> deviate(Kind.MISSING, name(push) + " received nothing" + what(push)));
        arrived.forEach((push, count) -> again(push, count, evidence));
        return new Result(deviations, excused);
    }

    private void check(Received received, Push push) {
        String wanted = switch (received.provider()) {
            case APNS -> app.apns().topic();
            case FCM -> app.fcm().project();
        };
        if (!wanted.equals(received.app())) {
            deviate(Kind.PUSH, name(push) + " received a push for another app" + what(push));
        }
        if (surnames.occurIn(received.payload())) {
            deviate(Kind.PUSH, name(push) + " received a push that shows a surname (C7)" + what(push));
        }
    }

    private void again(Push push, int count, Evidence evidence) {
        if (count == 1) {
            return;
        }
        Killed killed = evidence.killed();
        Optional<Outcome> first = evidence.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getKey().toString().equals(push.id()))
                .map(outcome -> outcome.getValue().getFirst())
                .findFirst();
        boolean hadNone = killed != null
                && killed.service() == Service.DISPATCHER
                && first.filter(outcome -> outcome.at().isAfter(killed.at())).isPresent();
        if (hadNone && count == 2) {
            excused++;
        } else {
            deviate(Kind.DUPLICATE, name(push) + " received the same push " + count + " times" + what(push));
        }
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
