package org.belltower.registry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.jspecify.annotations.Nullable;

/// A6: whatever was chosen on which level in which order, a moment begins exactly when what is effective on
/// the device changes.
///
/// The slow model keeps the two levels without moments, works out after every step what is effective on each
/// device, and compares it with what was: on after off begins both moments, another threshold begins its own.
class DeviceChoicePropertyTest {
    private static final int DEVICES = 2;
    private static final List<Category> CATEGORIES = List.of(Category.GRADES, Category.LUNCH_BALANCE);

    /// @param device null for the person's default
    /// @param choice null: left out
    record Step(
            @Nullable Integer device,
            Category category,
            @Nullable Choice choice) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<@Nullable Choice> choices = Arbitraries.of(
                        Choice.OFF,
                        new Choice(true, null),
                        new Choice(true, BigDecimal.ZERO),
                        new Choice(true, BigDecimal.valueOf(70)))
                .injectNull(0.25);
        Arbitrary<@Nullable Integer> levels =
                Arbitraries.integers().between(0, DEVICES - 1).injectNull(0.4);
        return Combinators.combine(levels, Arbitraries.of(CATEGORIES), choices)
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void a_moment_begins_exactly_when_what_is_effective_changes(@ForAll("histories") List<Step> history) {
        Levels levels = new Levels();
        Model model = new Model();
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        for (Step step : history) {
            now = now.plusSeconds(1);
            levels.take(step, now);
            model.take(step, now);
            assertThat(levels.effective()).isEqualTo(model.effective);
        }
    }

    /// As the service keeps them.
    private static final class Levels {
        private Map<Category, Subscription> defaults = Map.of();
        private final List<DeviceChoices> devices = new ArrayList<>();

        Levels() {
            for (int device = 0; device < DEVICES; device++) {
                devices.add(new DeviceChoices(Map.of()));
            }
        }

        void take(Step step, Instant now) {
            Integer device = step.device();
            if (device == null) {
                defaults = said(Choices.of(defaults), step).applyTo(defaults, now);
                devices.replaceAll(choices -> choices.defaultsChanged(defaults, now));
            } else {
                DeviceChoices before = devices.get(device);
                devices.set(device, before.choose(said(before.own(), step), defaults, now));
            }
        }

        private static Choices said(Choices before, Step step) {
            return new Choices(Model.with(before.categories(), step));
        }

        List<Map<Category, Subscription>> effective() {
            return devices.stream().map(choices -> choices.effective(defaults)).toList();
        }
    }

    /// Without moments, but for those of what is effective.
    private static final class Model {
        private Map<Category, Choice> defaults = Map.of();
        private final List<Map<Category, Choice>> devices = new ArrayList<>();
        private final List<Map<Category, Subscription>> effective = new ArrayList<>();

        Model() {
            for (int device = 0; device < DEVICES; device++) {
                devices.add(Map.of());
                effective.add(new HashMap<>());
            }
        }

        static Map<Category, Choice> with(Map<Category, Choice> before, Step step) {
            Map<Category, Choice> after = new EnumMap<>(Category.class);
            after.putAll(before);
            Choice choice = step.choice();
            if (choice == null) {
                after.remove(step.category());
            } else {
                after.put(step.category(), choice);
            }
            return after;
        }

        void take(Step step, Instant now) {
            Integer level = step.device();
            if (level == null) {
                defaults = with(defaults, step);
            } else {
                devices.set(level, with(devices.get(level), step));
            }
            for (int device = 0; device < DEVICES; device++) {
                for (Category category : CATEGORIES) {
                    Choice said =
                            devices.get(device).getOrDefault(category, defaults.getOrDefault(category, Choice.OFF));
                    see(effective.get(device), category, said, now);
                }
            }
        }

        private static void see(Map<Category, Subscription> on, Category category, Choice said, Instant now) {
            Optional<Subscription> before = Optional.ofNullable(on.get(category));
            if (!said.on()) {
                on.remove(category);
                return;
            }
            Optional<BigDecimal> belowBefore =
                    before.map(Subscription::threshold).filter(Objects::nonNull).map(Threshold::below);
            Optional<BigDecimal> below = Optional.ofNullable(said.below());
            if (before.isEmpty()) {
                on.put(
                        category,
                        new Subscription(
                                now, below.map(t -> new Threshold(t, now)).orElse(null)));
            } else if (!below.equals(belowBefore)) {
                on.put(
                        category,
                        new Subscription(
                                before.get().since(),
                                below.map(t -> new Threshold(t, now)).orElse(null)));
            }
        }
    }
}
