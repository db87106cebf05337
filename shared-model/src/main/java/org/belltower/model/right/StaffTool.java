package org.belltower.model.right;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A tool of the administration, to which groups of staff are given rights (A2). Not to be confused with what a school
/// displays to families, [org.belltower.model.Tool].
public enum StaffTool {
    /// The page with the master switch (A1).
    PUSH_NOTIFICATIONS,
    /// Which tools a school displays (A10).
    DISPLAY_OPTIONS,
    /// A school's switch for each category (A11).
    CONTACT_PREFERENCES,
    APPS,
    SUPPORTED_PLATFORMS,
    /// The security right: whoever may write it gives rights to others, never to themselves.
    TOOL_RIGHTS,
    /// Who changed what.
    AUDIT,
    /// Why a device was told of an event, and why not (C2).
    EXPLANATIONS;

    // In the order in which they are told.
    private static final Set<Right> READ_ALONE = Collections.unmodifiableSet(EnumSet.of(Right.READ));
    private static final Set<Right> READ_AND_WRITE = Collections.unmodifiableSet(EnumSet.of(Right.READ, Right.WRITE));
    private static final Set<Right> OF_ROWS = Collections.unmodifiableSet(EnumSet.allOf(Right.class));

    /// The name of a right to this tool, as resources ask for it: `push-notifications.write`.
    public String permission(Right right) {
        return permission(right.name());
    }

    /// The name by which a PUT of one of the tool's rows is asked for, `apps.put`: whoever may ADD or WRITE has it.
    /// Which of the two is needed only the transaction that writes the row can tell.
    public String put() {
        return permission("put");
    }

    private String permission(String what) {
        return (name().replace('_', '-') + "." + what).toLowerCase(Locale.ROOT);
    }

    /// The rights that mean something here: to give another would be to give nothing.
    public Set<Right> rights() {
        return switch (this) {
            case PUSH_NOTIFICATIONS, DISPLAY_OPTIONS, CONTACT_PREFERENCES, TOOL_RIGHTS -> READ_AND_WRITE;
            case APPS, SUPPORTED_PLATFORMS -> OF_ROWS;
            case AUDIT, EXPLANATIONS -> READ_ALONE;
        };
    }

    /// Whether it has rows, so that ADD and DELETE mean something.
    public boolean hasRows() {
        return rights().contains(Right.ADD);
    }
}
