package org.belltower.model.audience;

import static org.belltower.model.InvalidFieldException.required;

import java.util.List;
import org.belltower.model.PersonId;

/// One person of an audience, with what they are to the student and the devices they use.
public record Member(PersonId person, Standing standing, List<AudienceDevice> devices) {
    public Member {
        required("person", person);
        required("standing", standing);
        devices = List.copyOf(required("devices", devices));
    }
}
