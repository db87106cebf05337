package org.belltower.model.audience;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a person is to the student an audience is about (A9).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Standing.Self.class, name = "self"),
    @JsonSubTypes.Type(value = Standing.Guardian.class, name = "guardian"),
    @JsonSubTypes.Type(value = Standing.None.class, name = "none")
})
public sealed interface Standing {
    /// The student themself.
    record Self() implements Standing {}

    /// A guardian by a relationship.
    ///
    /// @param portal the Portal flag: may see and receive
    /// @param restricted a court order or another restriction stands against it
    /// @param starts first day, null: always
    /// @param ends last day, included, null: open; days are the school's
    record Guardian(
            boolean portal,
            boolean restricted,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends) implements Standing {}

    /// Nothing any more: the relationship, or the person, was taken out of the roster.
    record None() implements Standing {}
}
