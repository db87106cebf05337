package org.belltower.registry.roster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// Something in a list, with its id beside its fields: with `op` and `kind` added it is an item again.
public record Listed<T>(String id, @JsonUnwrapped T item) {}
