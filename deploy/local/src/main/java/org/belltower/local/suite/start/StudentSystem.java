package org.belltower.local.suite.start;

import org.belltower.model.DistrictId;

/// A district's student information system: a database of its own, whose changes are captured.
///
/// @param content what stands in its tables before anything is captured, as SQL
public record StudentSystem(DistrictId district, String content) {
    /// Of its database, its replication slot and its topics alike.
    String name() {
        return name(district);
    }

    static String name(DistrictId district) {
        return "sis_" + district.value().replace('-', '_');
    }
}
