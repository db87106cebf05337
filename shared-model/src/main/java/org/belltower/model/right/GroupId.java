package org.belltower.model.right;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.belltower.model.InvalidFieldException;

/// A user group within a district, as the issuer calls it in the claim `groups`. Compared letter by letter.
public record GroupId(@JsonValue String value) implements Comparable<GroupId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GroupId {
        InvalidFieldException.text("group", value, InvalidFieldException.LONGEST_ID);
    }

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
