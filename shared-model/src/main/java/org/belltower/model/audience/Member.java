package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.util.List;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;

/// One person of an audience, with what they are to the student and the devices they use.
///
/// @param language in which they want to be told; null: the district's
/// @param detail true: they consent to detail (C7); else left out
public record Member(
        PersonId person,
        Standing standing,
        List<AudienceDevice> devices,
        @Nullable LanguageTag language,
        @Nullable Boolean detail) {
    public Member {
        required("person", person);
        required("standing", standing);
        devices = List.copyOf(required("devices", devices));
        detail = Boolean.TRUE.equals(detail) ? true : null;
    }

    /// In the district's language, without detail.
    public Member(PersonId person, Standing standing, List<AudienceDevice> devices) {
        this(person, standing, devices, null, null);
    }

    public boolean consentsToDetail() {
        return detail != null;
    }
}
