package org.belltower.local.demo.day;

/// How a right is taken away while a push waits that was decided by it.
public enum Withdrawal {
    /// The user logs out on the device (A7).
    LOGGED_OUT,

    /// The user switches the category off on the device (A5).
    OPTED_OUT,

    /// The office takes the Portal flag off the user's relationship to the student (A9).
    PORTAL_OFF
}
