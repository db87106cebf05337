package org.belltower.registry.district;

/// What becomes of guardians' access to a student's matters when the student is of age.
public enum GuardiansOfAdults {
    /// It stays as it is.
    KEEP,
    /// It ends on the 18th birthday, by the day at the school, of whoever's birth date the roster tells.
    END
}
