package org.belltower.registry.audience;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;

/// Folds rows into audiences.
///
/// The rows are the join of students with members, devices and subscriptions, so an audience is the rows grouped by
/// student, within that by person, within that by device. The order of the rows is the order of the result; nothing
/// is dropped: who may see nothing, and what may receive nothing, leaves a reason later (A9, I-2). Pure.
public final class AudienceAssembly {
    private final DistrictId district;
    private final long version;

    /// @param version what the audiences get
    public AudienceAssembly(DistrictId district, long version) {
        this.district = district;
        this.version = version;
    }

    public List<Audience> assemble(List<AudienceRow> rows) {
        Map<StudentId, List<AudienceRow>> students = new LinkedHashMap<>();
        rows.forEach(row ->
                students.computeIfAbsent(row.student(), _ -> new ArrayList<>()).add(row));
        return students.entrySet().stream()
                .map(student -> audience(student.getKey(), student.getValue()))
                .toList();
    }

    private Audience audience(StudentId student, List<AudienceRow> rows) {
        Map<PersonId, List<AudienceRow>> people = new LinkedHashMap<>();
        rows.forEach(row ->
                people.computeIfAbsent(row.person(), _ -> new ArrayList<>()).add(row));
        List<Member> members = people.entrySet().stream()
                .map(person -> member(person.getKey(), person.getValue()))
                .toList();
        return new Audience(district, student, version, rows.getFirst().calendars(), members);
    }

    private static Member member(PersonId person, List<AudienceRow> rows) {
        AudienceRow first = rows.getFirst();
        return new Member(person, standing(first), devices(rows), first.language(), first.detail());
    }

    private static Standing standing(AudienceRow row) {
        Boolean portal = row.portal();
        return portal == null
                ? new Standing.Self()
                : new Standing.Guardian(portal, requireNonNull(row.restricted()), row.starts(), row.ends());
    }

    private static List<AudienceDevice> devices(List<AudienceRow> rows) {
        Map<DeviceId, List<AudienceRow>> devices = new LinkedHashMap<>();
        for (AudienceRow row : rows) {
            DeviceId device = row.device();
            if (device != null) {
                devices.computeIfAbsent(device, _ -> new ArrayList<>()).add(row);
            }
        }
        return devices.entrySet().stream()
                .map(device -> device(device.getKey(), device.getValue()))
                .toList();
    }

    private static AudienceDevice device(DeviceId id, List<AudienceRow> rows) {
        AudienceRow first = rows.getFirst();
        Map<Category, Subscription> subscriptions = new EnumMap<>(Category.class);
        for (AudienceRow row : rows) {
            Category category = row.category();
            if (category != null) {
                subscriptions.put(category, subscription(row));
            }
        }
        return new AudienceDevice(
                id,
                requireNonNull(first.app()),
                requireNonNull(first.sessionEpoch()),
                requireNonNull(first.session()),
                subscriptions);
    }

    private static Subscription subscription(AudienceRow row) {
        BigDecimal below = row.below();
        return new Subscription(
                requireNonNull(row.since()),
                below == null ? null : new Threshold(below, requireNonNull(row.thresholdSince())));
    }
}
