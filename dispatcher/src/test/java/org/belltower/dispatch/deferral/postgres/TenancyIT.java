package org.belltower.dispatch.deferral.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.place;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.belltower.dispatch.deferral.End;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.junit.jupiter.api.Test;

class TenancyIT {
    private final GivenTable given = GivenTable.fresh();
    private final DispatcherDatabase.Roles roles = given.database().roles();

    @Test
    void R12_row_level_security_is_forced_and_lets_the_dispatcher_alone_see_what_waits() throws Exception {
        given.table().put(List.of(due(1, NOON)));

        assertThat(given.number(roles.application(), "SELECT count(*) FROM deferred_push"))
                .isEqualTo(1);
        assertThat(given.number(roles.owner(), "SELECT count(*) FROM deferred_push"))
                .isZero();
        assertThat(given.number(roles.application(), """
                        SELECT count(*) FROM pg_class WHERE relname = 'deferred_push'
                            AND relrowsecurity AND relforcerowsecurity""")).isEqualTo(1);
        assertThat(given.number(roles.application(), """
                        SELECT count(*) FROM pg_roles WHERE rolname = current_user
                            AND (rolsuper OR rolbypassrls OR rolcreaterole)""")).isZero();
    }

    @Test
    void what_a_push_says_is_kept_no_longer_than_it_waits() throws Exception {
        given.table().put(List.of(due(1, NOON)));
        given.table().end(List.of(new End.Finished(due(1, NOON).key(), new UUID(1, 1), place(1))), NOON);

        assertThat(given.number(roles.application(), "SELECT sum(length(value)) FROM deferred_push"))
                .isZero();
    }

    @Test
    void the_dispatchers_role_makes_and_drops_nothing() {
        assertThatThrownBy(() -> given.number(roles.application(), "DROP TABLE deferred_push"))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
    }
}
