package org.belltower.dispatch.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.util.EnumSet;
import java.util.Set;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedBindingsTest {
    private static final Concern PHONES = new Concern.OfDevice(NORTH, PHONE);
    private static final Set<Category> ALL = EnumSet.allOf(Category.class);
    private static final Set<Category> NONE = EnumSet.noneOf(Category.class);

    private final Bindings bindings = new Bindings();
    private final Heard heard = new Heard();
    private final WatchedBindings watched = new WatchedBindings(bindings, heard);

    @Test
    void I28_whoever_signs_out_or_does_not_stay_logged_in_is_told_no_more() {
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.SIGNED_OUT, Permission.ALLOWED, "aa", ALL)))
                .isTrue();
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.NOT_KEPT, Permission.ALLOWED, "aa", ALL)))
                .isTrue();
    }

    @Test
    void I3_another_session_or_another_person_ends_what_waits_for_the_former() {
        assertThat(isHeard(kept(), changed(GUARDIAN, 2, SessionState.KEPT, Permission.ALLOWED, "aa", ALL)))
                .isTrue();
        PersonId other = new PersonId("g-2");
        assertThat(isHeard(kept(), changed(other, 1, SessionState.KEPT, Permission.ALLOWED, "aa", ALL)))
                .isTrue();
    }

    @Test
    void I46_a_permission_a_category_or_a_token_taken_back_ends_what_waits() {
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.KEPT, Permission.DENIED, "aa", ALL)))
                .isTrue();
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.KEPT, Permission.ALLOWED, "aa", NONE)))
                .isTrue();
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.KEPT, Permission.ALLOWED, null, ALL)))
                .isTrue();
        assertThat(isHeard(kept(), Pushes.unsupported(9))).isTrue();
    }

    @Test
    void a_new_token_or_more_categories_take_nothing_away() {
        assertThat(isHeard(kept(), changed(GUARDIAN, 1, SessionState.KEPT, Permission.ALLOWED, "bb", ALL)))
                .isFalse();
        Binding few = binding(1, GUARDIAN, 1, SessionState.KEPT, Permission.UNKNOWN, "aa", NONE);
        assertThat(isHeard(few, changed(GUARDIAN, 1, SessionState.KEPT, Permission.ALLOWED, "aa", ALL)))
                .isFalse();
    }

    @Test
    void what_comes_late_or_first_takes_nothing_away() {
        watched.put(changed(GUARDIAN, 1, SessionState.SIGNED_OUT, Permission.DENIED, null, NONE));
        watched.put(kept());
        assertThat(heard.concerns()).isEmpty();
    }

    @Test
    void I50_a_device_that_is_removed_or_cannot_be_read_is_told_no_more() {
        watched.put(kept());
        watched.remove(kept().key());
        assertThat(heard.concerns()).containsExactly(PHONES);
        watched.deny(kept().key());
        assertThat(heard.concerns()).containsExactly(PHONES, PHONES);
        assertThat(bindings.size()).isZero();
    }

    @Test
    void what_is_read_of_the_past_is_no_news() {
        heard.wants(false);
        watched.put(kept());
        watched.put(changed(GUARDIAN, 2, SessionState.SIGNED_OUT, Permission.DENIED, null, NONE));
        watched.remove(kept().key());
        assertThat(heard.concerns()).isEmpty();
    }

    private boolean isHeard(Binding before, Binding now) {
        Heard anew = new Heard();
        WatchedBindings own = new WatchedBindings(new Bindings(), anew);
        own.put(before);
        own.put(now);
        own.put(now);
        return switch (anew.concerns().size()) {
            case 0 -> false;
            case 1 -> anew.concerns().getFirst().equals(PHONES);
            default -> throw new AssertionError("heard twice");
        };
    }

    private static Binding kept() {
        return binding(1, GUARDIAN, 1, SessionState.KEPT, Permission.ALLOWED, "aa", ALL);
    }

    private static Binding changed(
            PersonId person,
            long epoch,
            SessionState session,
            Permission permission,
            @Nullable String token,
            Set<Category> categories) {
        return binding(9, person, epoch, session, permission, token, categories);
    }

    private static Binding binding(
            long version,
            PersonId person,
            long epoch,
            SessionState session,
            Permission permission,
            @Nullable String token,
            Set<Category> categories) {
        Binding like = Pushes.binding();
        return new Binding(
                NORTH,
                PHONE,
                version,
                like.app(),
                like.provider(),
                person,
                epoch,
                session,
                permission,
                token == null ? null : new DeviceToken(token),
                version,
                like.tokenSince(),
                categories,
                null,
                true);
    }
}
