package org.belltower.model.right;

import java.util.Locale;

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
    AUDIT;

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

    /// Whether it has rows, so that ADD and DELETE mean something.
    public boolean hasRows() {
        return switch (this) {
            case APPS, SUPPORTED_PLATFORMS -> true;
            case PUSH_NOTIFICATIONS, DISPLAY_OPTIONS, CONTACT_PREFERENCES, TOOL_RIGHTS, AUDIT -> false;
        };
    }
}
