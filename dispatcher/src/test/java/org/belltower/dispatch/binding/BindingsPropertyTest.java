package org.belltower.dispatch.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// Any bindings, with what is extreme in every part, against a plain map of them.
class BindingsPropertyTest {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Property(tries = 1_000)
    void what_is_found_equals_what_was_put(@ForAll("bindings") Binding binding) {
        Bindings bindings = new Bindings();
        bindings.put(binding);
        assertThat(bindings.find(binding.district(), binding.device())).contains(binding);
        assertThat(bindings.size()).isEqualTo(1);
    }

    @Property(tries = 20)
    void of_many_each_is_found(@ForAll @Size(max = 100) List<@From("bindings") Binding> many) {
        Bindings bindings = new Bindings();
        Map<RecordKey, Binding> model = new HashMap<>();
        for (Binding binding : many) {
            bindings.put(binding);
            model.merge(binding.key(), binding, BindingsPropertyTest::newer);
        }
        assertSame(bindings, model);
    }

    /// Few devices, few versions: puts, removals, denials.
    @Property(tries = 50)
    void they_are_what_a_map_of_the_newest_is(@ForAll @Size(max = 100) List<@From("steps") Step> steps) {
        Bindings bindings = new Bindings();
        Map<RecordKey, Binding> model = new HashMap<>();
        for (Step step : steps) {
            Binding binding = step.binding();
            switch (step.kind()) {
                case PUT -> {
                    bindings.put(binding);
                    model.merge(binding.key(), binding, BindingsPropertyTest::newer);
                }
                case REMOVE -> {
                    bindings.remove(binding.key());
                    model.remove(binding.key());
                }
                case DENY -> {
                    bindings.deny(binding.key());
                    model.remove(binding.key());
                }
            }
            assertThat(bindings.find(binding.district(), binding.device()))
                    .isEqualTo(Optional.ofNullable(model.get(binding.key())));
        }
        assertSame(bindings, model);
    }

    private static void assertSame(Bindings bindings, Map<RecordKey, Binding> model) {
        assertThat(bindings.size()).isEqualTo(model.size());
        model.values()
                .forEach(binding -> assertThat(bindings.find(binding.district(), binding.device()))
                        .contains(binding));
    }

    private static Binding newer(Binding known, Binding offered) {
        return offered.version() > known.version() ? offered : known;
    }

    record Step(Kind kind, Binding binding) {
        enum Kind {
            PUT,
            REMOVE,
            DENY
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(4, Step.Kind.PUT), Tuple.of(1, Step.Kind.REMOVE), Tuple.of(1, Step.Kind.DENY)),
                        bindings(
                                Arbitraries.of("north", "south").map(DistrictId::new),
                                Arbitraries.integers().between(1, 12).map(number -> new DeviceId("phone-" + number)),
                                Arbitraries.longs().between(-3, 3)))
                .as(Step::new);
    }

    @Provide
    Arbitrary<Binding> bindings() {
        return bindings(districts(), ids(DeviceId::new), Arbitraries.longs());
    }

    private static Arbitrary<Binding> bindings(
            Arbitrary<DistrictId> districts, Arbitrary<DeviceId> devices, Arbitrary<Long> versions) {
        return Combinators.combine(districts, devices, versions, who(), what(), tokens())
                .as((district, device, version, who, what, token) -> new Binding(
                        district,
                        device,
                        version,
                        who.app(),
                        what.provider(),
                        who.person(),
                        who.epoch(),
                        what.session(),
                        what.permission(),
                        token.value(),
                        token.version(),
                        token.since(),
                        what.categories(),
                        what.unsupported(),
                        what.officeMessages(),
                        what.detail()));
    }

    private record Who(AppId app, PersonId person, long epoch) {}

    private record What(
            Provider provider,
            SessionState session,
            Binding.Permission permission,
            Set<Category> categories,
            @Nullable Boolean unsupported,
            boolean officeMessages,
            @Nullable Boolean detail) {}

    private record Token(@Nullable DeviceToken value, long version, Instant since) {}

    private static Arbitrary<Who> who() {
        return Combinators.combine(ids(AppId::new), ids(PersonId::new), Arbitraries.longs())
                .as(Who::new);
    }

    private static Arbitrary<What> what() {
        return Combinators.combine(
                        Arbitraries.of(Provider.class),
                        Arbitraries.of(SessionState.class),
                        Arbitraries.of(Binding.Permission.class),
                        Arbitraries.of(Category.class).set(),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(What::new);
    }

    private static Arbitrary<Token> tokens() {
        Arbitrary<@Nullable DeviceToken> values =
                texts(4096).map(DeviceToken::new).injectNull(0.1);
        Arbitrary<Instant> instants = Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        return Combinators.combine(values, Arbitraries.longs(), instants).as(Token::new);
    }

    private static Arbitrary<DistrictId> districts() {
        return Arbitraries.strings()
                .withChars(BASE64 + ".")
                .ofMinLength(1)
                .ofMaxLength(64)
                .filter(text -> Character.isLetterOrDigit(text.charAt(0)))
                .map(DistrictId::new);
    }

    private static <T> Arbitrary<T> ids(Function<String, T> id) {
        return texts(InvalidFieldException.LONGEST_ID).map(id);
    }

    /// All that the model takes as an id: what is written in each alphabet, with a character more, and any
    /// Unicode; short, and as long as may be.
    private static Arbitrary<String> texts(int longest) {
        return Arbitraries.oneOf(
                        in("0123456789abcdef", longest),
                        in("0123456789abcdef-", longest),
                        in("0123456789ABCDEF-", longest),
                        in(BASE64 + ":", longest),
                        in(BASE64 + ":.", longest),
                        Arbitraries.create(() -> "\u20ac".repeat(longest)),
                        Arbitraries.create(() -> "\ud83d\udd14".repeat(longest / 2)),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(Math.min(40, longest)))
                .filter(BindingsPropertyTest::isTaken);
    }

    private static Arbitrary<String> in(String alphabet, int longest) {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(alphabet).ofMinLength(1).ofMaxLength(Math.min(170, longest)),
                Arbitraries.strings().withChars(alphabet).ofLength(longest));
    }

    private static boolean isTaken(String text) {
        try {
            return InvalidFieldException.text("id", text, 4096).equals(text);
        } catch (InvalidFieldException _) {
            return false;
        }
    }
}
