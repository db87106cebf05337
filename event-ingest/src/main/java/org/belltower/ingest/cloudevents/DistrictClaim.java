package org.belltower.ingest.cloudevents;

/// A district that an event itself names. It decides nothing: it must be the token's (I-9).
///
/// @param field where it stands
/// @param district as it was written
public record DistrictClaim(String field, String district) {}
