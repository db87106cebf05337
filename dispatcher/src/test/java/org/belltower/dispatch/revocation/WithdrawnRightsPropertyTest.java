package org.belltower.dispatch.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;
import org.belltower.model.wire.RecordKey;

/// Any records against a plain map of the newest.
class WithdrawnRightsPropertyTest {
    @Property(tries = 100)
    void they_are_what_a_map_of_the_newest_is(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        WithdrawnRights rights = new WithdrawnRights();
        Map<RecordKey, Withdrawn> model = new HashMap<>();
        for (Step step : steps) {
            Revocations record = step.record();
            switch (step.kind()) {
                case PUT -> {
                    rights.put(record);
                    model.merge(record.key(), as(record), WithdrawnRightsPropertyTest::newer);
                }
                case REMOVE -> {
                    rights.remove(record.key());
                    model.remove(record.key());
                }
                case DENY -> {
                    rights.deny(record.key());
                    model.put(record.key(), new Withdrawn.Unreadable());
                }
            }
            assertThat(rights.of(record.district(), record.student()))
                    .isEqualTo(model.getOrDefault(record.key(), Withdrawn.NOTHING));
        }
        assertThat(rights.size()).isEqualTo(model.size());
        model.forEach((key, withdrawn) ->
                assertThat(rights.of(key.district(), new StudentId(key.id()))).isEqualTo(withdrawn));
    }

    private static Withdrawn as(Revocations record) {
        return new Withdrawn.As(
                record.version(),
                record.revoked().stream().collect(Collectors.toMap(Revoked::person, Revoked::standing)));
    }

    private static Withdrawn newer(Withdrawn known, Withdrawn offered) {
        return known instanceof Withdrawn.As as && as.version() >= ((Withdrawn.As) offered).version() ? known : offered;
    }

    record Step(Kind kind, Revocations record) {
        enum Kind {
            PUT,
            REMOVE,
            DENY
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Revocations> records = Combinators.combine(
                        Arbitraries.of("north", "south").map(DistrictId::new),
                        Arbitraries.integers().between(1, 8).map(number -> new StudentId("s-" + number)),
                        Arbitraries.longs().between(-3, 3),
                        revoked().list().ofMaxSize(5).uniqueElements(Revoked::person))
                .as(Revocations::new);
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(4, Step.Kind.PUT), Tuple.of(1, Step.Kind.REMOVE), Tuple.of(1, Step.Kind.DENY)),
                        records)
                .as(Step::new);
    }

    private static Arbitrary<Revoked> revoked() {
        Arbitrary<PersonId> people =
                Arbitraries.of("g-1", "4711", "gr\u00fcn", "0b7d-4c1a").map(PersonId::new);
        return Combinators.combine(people, standings()).as(Revoked::new);
    }

    private static Arbitrary<Standing> standings() {
        Arbitrary<LocalDate> days = Arbitraries.oneOf(
                Arbitraries.of(LocalDate.MIN, LocalDate.of(1900, 1, 1), LocalDate.EPOCH, LocalDate.MAX),
                Arbitraries.integers().between(0, 40_000).map(LocalDate::ofEpochDay));
        return Arbitraries.oneOf(
                Arbitraries.of(new Standing.Self(), new Standing.None()),
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false),
                                days.injectNull(0.3),
                                days.injectNull(0.3))
                        .as(Standing.Guardian::new));
    }
}
