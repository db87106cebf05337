package org.belltower.local.demo.file;

import java.io.Serial;

/// What is wrong with the files of the first day, with the file and the case.
public final class FirstDayException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    FirstDayException(String where, String what) {
        super(where + ": " + what);
    }

    FirstDayException(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
    }

    /// @throws FirstDayException if it is not right
    static void unless(boolean right, String where, String what) {
        if (!right) {
            throw new FirstDayException(where, what);
        }
    }
}
