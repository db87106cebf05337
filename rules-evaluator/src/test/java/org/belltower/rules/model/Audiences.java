package org.belltower.rules.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
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

/// The people of a step, as they are at a moment.
///
/// @param zone whose day it is
record Audiences(DistrictId district, Instant now, ZoneId zone) {
    Audience audience(Step.People people, long version) {
        StudentId student = new StudentId(people.student());
        List<AudienceDevice> phones = new ArrayList<>();
        for (Step.Phone phone : people.phones()) {
            phones.add(phone(Histories.PHONES.get(phones.size()), phone));
        }
        List<Member> members = List.of(
                new Member(student.asPerson(), new Standing.Self(), List.of(phones.get(0))),
                new Member(new PersonId("mum"), standing(people.guardians().get(0)), phones.subList(1, 3)),
                // The tablet is named by both.
                new Member(new PersonId("dad"), standing(people.guardians().get(1)), phones.subList(2, 4)));
        return new Audience(
                district,
                student,
                version,
                people.calendars().stream().map(CalendarId::new).collect(Collectors.toSet()),
                members);
    }

    private Standing standing(Step.Guardian guardian) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return new Standing.Guardian(
                guardian.portal(),
                guardian.restricted(),
                guardian.starts() == null ? null : today.plusDays(guardian.starts()),
                guardian.ends() == null ? null : today.plusDays(guardian.ends()));
    }

    private AudienceDevice phone(String id, Step.Phone phone) {
        Map<Category, Subscription> chosen = new EnumMap<>(Category.class);
        phone.choices().forEach((category, choice) -> {
            Instant since = now.minus(choice.since());
            Integer below = category.takesThreshold() ? choice.below() : null;
            chosen.put(
                    category,
                    new Subscription(since, below == null ? null : new Threshold(BigDecimal.valueOf(below), since)));
        });
        return new AudienceDevice(new DeviceId(id), new AppId("family"), 1, phone.session(), chosen);
    }
}
