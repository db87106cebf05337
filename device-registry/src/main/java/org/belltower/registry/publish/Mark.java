package org.belltower.registry.publish;

import org.belltower.model.DistrictId;

/// Something that changed and must be published again: ids only.
///
/// @param id which mark it is, so that exactly this one is deleted and not a newer one of the same key
/// @param key of a binding the device, of an audience and of revocations the student, of settings and
/// credentials the id of the record's key
public record Mark(long id, Kind kind, DistrictId district, String key) {
    /// In the order in which they are written.
    public enum Kind {
        BINDING,
        SETTINGS,
        CREDENTIAL,
        REVOCATION,
        AUDIENCE
    }
}
