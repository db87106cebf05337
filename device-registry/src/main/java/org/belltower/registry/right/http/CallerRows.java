package org.belltower.registry.right.http;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.registry.right.RowRights;
import org.belltower.service.http.ProblemException;

/// Which PUT of a tool's row the caller may, for resources that let in who may either:
///
/// ```java
/// @PermissionsAllowed({CallerRows.PROGRAM, "apps.put"})
/// ```
@RequestScoped
public class CallerRows {
    /// The scope of programs that may both.
    public static final String PROGRAM = "roster.write";

    private final SecurityIdentity identity;

    CallerRows(SecurityIdentity identity) {
        this.identity = identity;
    }

    public RowRights of(StaffTool tool) {
        return may(PROGRAM)
                ? RowRights.ALL
                : new RowRights(may(tool.permission(Right.ADD)), may(tool.permission(Right.WRITE)));
    }

    private boolean may(String permission) {
        return identity.checkPermissionBlocking(new StringPermission(permission));
    }

    /// What answers a PUT that the caller's rights do not allow.
    public static ProblemException refused() {
        return ProblemException.forbidden(
                "Your rights do not allow this: what is new needs the right ADD, what is there already WRITE.");
    }
}
