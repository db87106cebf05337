package org.belltower.registry.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.belltower.model.audience.Standing;

/// Reads what a guardian is to a student from a row of guardian_standing.
public final class StandingRows {
    private StandingRows() {}

    /// @param row with portal, restricted, starts and ends
    public static Standing.Guardian guardian(ResultSet row) throws SQLException {
        return new Standing.Guardian(
                row.getBoolean("portal"),
                row.getBoolean("restricted"),
                row.getObject("starts", LocalDate.class),
                row.getObject("ends", LocalDate.class));
    }
}
