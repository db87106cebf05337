package org.belltower.embedded.postgres;

import java.util.regex.Pattern;

/// Names of roles and databases stand in SQL where no parameter may stand, so they are plain.
final class SqlName {
    // PostgreSQL cuts names at 63 bytes.
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private SqlName() {}

    static String check(String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain lower-case SQL name: " + name);
        }
        return name;
    }
}
