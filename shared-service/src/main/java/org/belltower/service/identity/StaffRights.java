package org.belltower.service.identity;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Permission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.service.http.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Programs may what their scopes say; people may what their groups were given (A2). Each right to a tool becomes a
/// permission such as `push-notifications.write`, so that a resource names what opens it:
///
/// ```java
/// @PermissionsAllowed({"settings.write", "push-notifications.write"})
/// ```
///
/// ADD and WRITE each open a PUT of a row, `apps.put`; the transaction that writes the row tells which it needed.
///
/// A person's groups count only in a token with the scope `staff`: a parent who works for the district has no rights of
/// staff on the phone (I-6). The scopes with which programs write, or read tools, mean nothing in a person's token,
/// whatever the issuer put there: who may use a tool is the district's to say.
///
/// Thread-safe.
@Singleton
public class StaffRights implements SecurityIdentityAugmentor {
    /// The scope of a token with which somebody works as staff.
    public static final String STAFF = "staff";

    /// Each opens to programs what tool rights open to people, or to nobody else: who could write the roster would need
    /// no right to a school's options.
    private static final Set<String> FOR_PROGRAMS = Set.of(
            "roster.write",
            "events.write",
            "settings.read",
            "settings.write",
            "rights.read",
            "rights.write",
            "audit.read",
            "explanations.read",
            "sessions.end");

    private static final Set<String> OF_TOOLS = Arrays.stream(StaffTool.values())
            .flatMap(tool -> ToolRights.of(tool, Right.values()).permissions().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Supplier<Optional<GroupRights>> rights;

    @Inject
    StaffRights(Instance<GroupRights> rights) {
        this(() -> rights.isResolvable() ? Optional.of(rights.get()) : Optional.empty());
    }

    /// @param rights empty in a service that asks for no tool rights
    StaffRights(Supplier<Optional<GroupRights>> rights) {
        this.rights = rights;
    }

    /// Whose rights are asked for.
    private record Staff(DistrictId district, Set<GroupId> groups) {}

    // Uni is Quarkus' signature: it stays here.
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Caller caller = new Caller(token);
        if (!caller.isPerson()) {
            return Uni.createFrom().item(identity);
        }
        Optional<Staff> staff = has(identity, STAFF) ? staff(caller) : Optional.empty();
        Optional<GroupRights> known = staff.isEmpty() ? Optional.empty() : rights.get();
        if (staff.isEmpty() || known.isEmpty()) {
            return Uni.createFrom().item(person(identity, ToolRights.NONE));
        }
        // Reading them may block, and this may be an event loop.
        return context.runBlocking(() -> person(
                identity, known.get().of(staff.get().district(), staff.get().groups())));
    }

    /// Empty if nothing needs to be asked: a token that is not as it should be gives nothing.
    private static Optional<Staff> staff(Caller caller) {
        Set<GroupId> groups = caller.groups();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        try {
            var _ = caller.person();
            return Optional.of(new Staff(caller.district(), groups));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static boolean has(SecurityIdentity identity, String scope) {
        return identity.getPermissions().stream()
                .anyMatch(permission -> permission.getName().equals(scope));
    }

    private static SecurityIdentity person(SecurityIdentity identity, ToolRights rights) {
        Stream<Permission> scopes = identity.getPermissions().stream()
                .filter(scope -> !FOR_PROGRAMS.contains(scope.getName()) && !OF_TOOLS.contains(scope.getName()));
        return new QuarkusSecurityIdentity.Builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addPermissions(
                        Stream.concat(scopes, rights.permissions().stream().map(StringPermission::new))
                                .collect(Collectors.toSet()))
                .build();
    }
}
