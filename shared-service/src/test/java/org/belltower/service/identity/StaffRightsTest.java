package org.belltower.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.belltower.model.DistrictId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.junit.jupiter.api.Test;

/// A2, I-6: what a token's scopes and groups come to.
class StaffRightsTest {
    private static final Map<GroupId, ToolRights> NORTH = Map.of(
            new GroupId("office"),
            ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ),
            new GroupId("principals"),
            ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.WRITE));

    private final AtomicInteger asked = new AtomicInteger();
    private final StaffRights staff = new StaffRights(() -> Optional.of(this::rights));

    private ToolRights rights(DistrictId district, Set<GroupId> groups) {
        asked.incrementAndGet();
        return district.value().equals("north")
                ? ToolRights.union(NORTH.entrySet().stream()
                        .filter(entry -> groups.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toList())
                : ToolRights.NONE;
    }

    private static final AuthenticationRequestContext CONTEXT = new AuthenticationRequestContext() {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
            return Uni.createFrom().item(function);
        }
    };

    private static Set<String> permissions(StaffRights rights, Map<String, Object> claims, String... scopes) {
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new Token(claims))
                .addPermissionsAsString(Set.of(scopes))
                .addAttribute("kept", true)
                .build();
        SecurityIdentity augmented = rights.augment(identity, CONTEXT).await().indefinitely();
        assertThat(augmented.getPrincipal()).isSameAs(identity.getPrincipal());
        assertThat(augmented.getAttributes()).isEqualTo(identity.getAttributes());
        Set<String> names =
                augmented.getPermissions().stream().map(Permission::getName).collect(Collectors.toSet());
        assertThat(names).allMatch(name -> augmented.checkPermissionBlocking(new StringPermission(name)));
        return names;
    }

    private static Map<String, Object> person(Object groups) {
        return Map.of("district", "north", "person", "p-1", "azp", "office", "groups", groups);
    }

    private static Map<String, Object> person(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(person(List.of("office")));
        claims.put(claim, value);
        return claims;
    }

    @Test
    void A2_somebody_in_two_groups_may_what_either_of_them_may() {
        assertThat(permissions(staff, person(List.of("office", "principals", "others")), "staff", "roster.read"))
                .containsExactlyInAnyOrder(
                        "staff", "roster.read", "push-notifications.read", "push-notifications.write");
        assertThat(permissions(staff, person(List.of("office")), "staff"))
                .containsExactlyInAnyOrder("staff", "push-notifications.read");
    }

    @Test
    void I_6_on_a_parents_phone_the_groups_of_their_work_give_nothing_and_are_not_asked_for() {
        assertThat(permissions(staff, person(List.of("office")), "devices")).containsExactly("devices");
        assertThat(asked).hasValue(0);
    }

    @Test
    void A2_scopes_for_programs_and_scopes_named_like_rights_give_nothing_to_a_person() {
        assertThat(permissions(
                        staff,
                        person(List.of("office")),
                        "staff",
                        "roster.write",
                        "events.write",
                        "settings.write",
                        "rights.write",
                        "audit.read",
                        "explanations.read",
                        "tool-rights.write",
                        "apps.add",
                        "apps.put"))
                .containsExactlyInAnyOrder("staff", "push-notifications.read");
    }

    @Test
    void a_program_has_its_scopes_and_nothing_by_groups() {
        assertThat(permissions(
                        staff,
                        Map.of("district", "north", "azp", "operations", "groups", List.of("office")),
                        "staff",
                        "settings.write"))
                .containsExactlyInAnyOrder("staff", "settings.write");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_token_that_is_not_as_it_should_be_gives_nothing() {
        for (Map<String, Object> claims : List.of(
                person("district", "a/b"),
                person("district", 7),
                person("person", ""),
                person("person", List.of("p-1")),
                person("groups", "office"),
                person("groups", List.of()),
                person("groups", Map.of("office", true)),
                Map.<String, Object>of("person", "p-1", "groups", List.of("office")))) {
            assertThat(permissions(staff, claims, "staff", "settings.write")).containsExactly("staff");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void I_9_the_groups_of_another_district_are_worth_nothing() {
        assertThat(permissions(staff, person("district", "south"), "staff")).containsExactly("staff");
    }

    @Test
    void a_service_that_asks_for_no_tool_rights_knows_none() {
        StaffRights elsewhere = new StaffRights(() -> Optional.empty());
        assertThat(permissions(elsewhere, person(List.of("office")), "staff", "rights.write"))
                .containsExactly("staff");
    }
}
