package org.belltower.dispatch.testpush;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.belltower.dispatch.send.Knowledge;
import org.belltower.model.Area;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;

/// Sends a test push to a person's own device: written on the lane, so that all that a change notification goes through
/// is tried with it. Its words are fixed.
///
/// Thread-safe.
public final class TestPushes {
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final ResourceBundle WORDS =
            ResourceBundle.getBundle("org.belltower.dispatch.testpush.words", Locale.ROOT);

    private final Knowledge knowledge;
    private final TestLane lane;
    private final TestPushEnds ends;
    private final InstantSource time;
    private final Supplier<UUID> ids;
    private final Pace pace;

    public TestPushes(
            Knowledge knowledge,
            TestLane lane,
            TestPushEnds ends,
            InstantSource time,
            Supplier<UUID> ids,
            LongSupplier nanoTime) {
        this.knowledge = knowledge;
        this.lane = lane;
        this.ends = ends;
        this.time = time;
        this.ids = ids;
        this.pace = new Pace(nanoTime);
    }

    /// What came of asking for one.
    public sealed interface Answer {
        /// It stands on the lane.
        record Written(PushId push) implements Answer {}

        /// The person is not signed in on such a device, as far as is known.
        record NotTheirs() implements Answer {}

        /// Another was asked for a moment ago.
        record TooSoon(Duration again) implements Answer {}

        /// What is known of devices is too old.
        record NotKnown() implements Answer {}
    }

    /// Blocks until it stands on the lane. Asked twice, it is two.
    ///
    /// @throws org.belltower.service.kafka.KafkaUnavailableException if Kafka does not take it
    public Answer send(DistrictId district, DeviceId device, PersonId person) {
        if (!knowledge.freshness().isFresh()) {
            return new Answer.NotKnown();
        }
        Optional<Binding> binding = knowledge
                .bindings()
                .find(district, device)
                .filter(bound -> bound.person().equals(person));
        if (binding.isEmpty()) {
            return new Answer.NotTheirs();
        }
        Optional<Duration> again = pace.ask(binding.get().key());
        if (again.isPresent()) {
            return new Answer.TooSoon(again.get());
        }
        Push push = push(binding.get());
        ends.asked(push);
        lane.write(push);
        return new Answer.Written(push.id());
    }

    private Push push(Binding binding) {
        Instant now = time.instant();
        return new Push(
                new PushId(ids.get()),
                binding.district(),
                binding.device(),
                binding.person(),
                binding.sessionEpoch(),
                new PushCause.TestCause(),
                Area.SETTINGS,
                WORDS.getString("title"),
                WORDS.getString("body"),
                now,
                now.plus(TIME_TO_LIVE));
    }
}
