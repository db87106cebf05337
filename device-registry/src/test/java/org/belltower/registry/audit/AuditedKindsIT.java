package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belltower.registry.RegistryDatabase;
import org.junit.jupiter.api.Test;

/// I-54: whoever asks the audit may ask for all that it holds.
class AuditedKindsIT {
    @Test
    void every_kind_that_a_trigger_writes_down_may_be_asked_for_and_no_other() {
        List<String> written = new RegistryDatabase()
                .owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT DISTINCT split_part(encode(tgargs, 'escape'), '\\000', 1) FROM pg_trigger
                                WHERE tgfoid = 'audited'::regproc
                                """).mapTo(String.class).list());

        assertThat(written).containsExactlyInAnyOrderElementsOf(AuditEntry.Subject.KINDS);
    }

    @Test
    void every_kind_of_actor_that_the_table_takes_may_be_asked_for_and_no_other() {
        List<String> taken = new RegistryDatabase()
                .owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT (regexp_matches(pg_get_constraintdef(oid), '\\x27([a-z]+)\\x27', 'g'))[1]
                                FROM pg_constraint
                                WHERE conrelid = 'audit_entry'::regclass AND contype = 'c'
                                AND pg_get_constraintdef(oid) LIKE '%actor_kind%'
                                """).mapTo(String.class).list());

        assertThat(taken).containsExactlyInAnyOrderElementsOf(AuditEntry.Actor.KINDS);
    }
}
