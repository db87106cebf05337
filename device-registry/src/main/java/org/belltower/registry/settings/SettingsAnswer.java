package org.belltower.registry.settings;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Binding.Permission;
import org.belltower.registry.district.Language;
import org.belltower.registry.settings.EffectiveCategory.Source;
import org.belltower.registry.settings.EffectiveSettings.Detail;
import org.belltower.registry.settings.EffectiveSettings.StudentSettings;
import org.belltower.registry.subscription.ThresholdUnit;
import org.jspecify.annotations.Nullable;

/// Works out what holds for a person on a device. Pure.
public final class SettingsAnswer {
    private final Holding holding;
    private final Availability availability;

    public SettingsAnswer(Holding holding, Instant now) {
        this.holding = holding;
        this.availability = new Availability(holding.settings(), holding.id(), now);
    }

    public EffectiveSettings answer() {
        Language chosen = holding.personal().language();
        return new EffectiveSettings(
                device(),
                categories(),
                areas(),
                holding.students().stream().map(this::student).toList(),
                holding.officeMessages(),
                chosen == null ? holding.options().defaultLanguage() : chosen,
                Detail.of(
                        holding.options().detailPermitted(), holding.personal().detail()),
                holding.personal().quietHours());
    }

    /// In the order in which the dispatcher asks.
    private Activity device() {
        Holding.Phone phone = holding.phone();
        return Activity.of(
                switch (phone.session()) {
                    case SIGNED_OUT -> Optional.of(Reason.SIGNED_OUT);
                    case NOT_KEPT -> Optional.of(Reason.NOT_STAY_LOGGED_IN);
                    case KEPT -> {
                        if (phone.unsupported()) {
                            yield Optional.of(Reason.UNSUPPORTED_DEVICE);
                        }
                        if (phone.permission() == Permission.DENIED) {
                            yield Optional.of(Reason.PERMISSION_DENIED);
                        }
                        yield phone.reachable() ? Optional.empty() : Optional.of(Reason.NO_TOKEN);
                    }
                });
    }

    private Map<Category, EffectiveCategory> categories() {
        Map<Category, Subscription> on = holding.choices().effective(holding.defaults());
        Map<Category, EffectiveCategory> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            Source source = source(category);
            categories.put(category, category(category, source, source == Source.MANDATORY ? null : on.get(category)));
        }
        return categories;
    }

    private Source source(Category category) {
        if (holding.options().mandatory().contains(category)) {
            return Source.MANDATORY;
        }
        if (holding.choices().own().categories().containsKey(category)) {
            return Source.DEVICE;
        }
        return holding.defaults().containsKey(category) ? Source.USER : Source.OFF;
    }

    private EffectiveCategory category(Category category, Source source, @Nullable Subscription subscription) {
        Threshold threshold = subscription == null ? null : subscription.threshold();
        Optional<ThresholdUnit> unit = ThresholdUnit.of(category);
        return new EffectiveCategory(
                category.label(),
                source == Source.MANDATORY || subscription != null,
                source,
                subscription == null ? null : subscription.since(),
                threshold == null ? null : threshold.below(),
                threshold == null ? null : threshold.since(),
                unit.orElse(null),
                unit.map(ThresholdUnit::least).orElse(null),
                unit.map(ThresholdUnit::most).orElse(null),
                ofAny(own -> availability.category(own, category)));
    }

    private Map<Area, Activity> areas() {
        return each(area -> area == Area.SETTINGS ? Activity.ACTIVE : ofAny(own -> availability.area(own, area)));
    }

    private StudentSettings student(OwnStudent own) {
        Map<Category, Activity> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            categories.put(category, Activity.of(availability.category(own, category)));
        }
        return new StudentSettings(own.student(), categories, each(area -> Activity.of(availability.area(own, area))));
    }

    /// What the app does not have is not active, whatever else is so.
    private Map<Area, Activity> each(Function<Area, Activity> activity) {
        Map<Area, Activity> areas = new EnumMap<>(Area.class);
        for (Area area : Area.values()) {
            areas.put(area, holding.phone().areas().contains(area) ? activity.apply(area) : Activity.NOT_IN_APP);
        }
        return areas;
    }

    /// One student for whom it is active is enough.
    private Activity ofAny(Function<OwnStudent, Optional<Reason>> barred) {
        List<Optional<Reason>> all = holding.students().stream().map(barred).toList();
        return all.isEmpty() ? Activity.NO_STUDENTS : Activity.of(Availability.furthest(all));
    }
}
