package org.belltower.registry.roster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;

/// A relationship in a list, with the two ids that name it.
public record ListedRelationship(
        StudentId student, PersonId guardian, @JsonUnwrapped Relationship relationship) {}
