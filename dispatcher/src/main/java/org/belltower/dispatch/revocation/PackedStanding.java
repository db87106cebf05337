package org.belltower.dispatch.revocation;

import java.time.LocalDate;
import org.belltower.dispatch.replica.Packer;
import org.belltower.dispatch.replica.Unpacker;
import org.belltower.model.audience.Standing;
import org.jspecify.annotations.Nullable;

/// What a person is to a student, within a packed record: one byte, and each date behind it. Nothing is kept
/// beside it: where guardians' rights end with the students' birthdays, almost each is one of its own.
final class PackedStanding {
    private static final int SELF = 0;
    private static final int NONE = 1;
    private static final int GUARDIAN = 2;
    /// What may be added to a guardian.
    private static final int PORTAL = 4;

    private static final int RESTRICTED = 8;
    private static final int STARTS = 16;
    private static final int ENDS = 32;

    private PackedStanding() {}

    static void pack(Standing standing, Packer to) {
        switch (standing) {
            case Standing.Self _ -> to.number(SELF);
            case Standing.None _ -> to.number(NONE);
            case Standing.Guardian guardian -> pack(guardian, to);
        }
    }

    private static void pack(Standing.Guardian guardian, Packer to) {
        LocalDate starts = guardian.starts();
        LocalDate ends = guardian.ends();
        to.number(GUARDIAN
                + (guardian.portal() ? PORTAL : 0)
                + (guardian.restricted() ? RESTRICTED : 0)
                + (starts == null ? 0 : STARTS)
                + (ends == null ? 0 : ENDS));
        if (starts != null) {
            to.day(starts);
        }
        if (ends != null) {
            to.day(ends);
        }
    }

    static Standing unpacked(Unpacker from) {
        long number = from.number();
        if (number == SELF) {
            return new Standing.Self();
        }
        if (number == NONE) {
            return new Standing.None();
        }
        @Nullable LocalDate starts = has(number, STARTS) ? from.day() : null;
        @Nullable LocalDate ends = has(number, ENDS) ? from.day() : null;
        return new Standing.Guardian(has(number, PORTAL), has(number, RESTRICTED), starts, ends);
    }

    private static boolean has(long number, int bit) {
        return (number & bit) != 0;
    }
}
