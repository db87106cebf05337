package org.belltower.registry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.idempotency.Fingerprint;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTurns;
import org.belltower.registry.roster.RosterImport;
import org.belltower.registry.roster.postgres.PostgresRosterWriter;
import org.belltower.registry.roster.postgres.RosterLists;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// R12, I-9: every public method of every class that keeps records, called for one district with the ids of another.
class RepositoryMatrixIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();

    /// How the methods are called that only read. Whatever is called otherwise has to change rows.
    private static final Set<String> READS =
            Set.of("find", "page", "facts", "signedIn", "all", "of", "begin", "attendanceNotices");

    /// The calls that do nothing in the own district that could be seen, and why.
    private static final Map<String, String> WITHOUT_EFFECT = new TreeMap<>(Map.of(
            "PostgresApps.delete", "an app is kept while somebody is signed in with it, as the sample's person is",
            "PostgresErasure.erase", "nobody in the roster is erased, and the sample's person is in it"));

    private final DistrictTransactions transactions = DATABASE.transactions();
    private final DistrictId north = district();
    private final DistrictId south = district();
    private final DistrictRows rows = new DistrictRows(DATABASE.owner());

    /// A method with the object it is called on.
    private record Call(Object repository, Method method) {
        boolean reads() {
            return READS.contains(method.getName())
                    || method.getDeclaringClass().equals(RosterLists.class);
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    @Test
    void R12_no_method_of_a_repository_reads_or_changes_another_district() throws Exception {
        fill(north, "canary");
        Map<String, List<String>> before = rows.of(north);
        Samples samples = samples("southern");
        List<Call> calls = calls(samples);

        List<String> seen = new ArrayList<>();
        for (Call call : calls) {
            seen.add(call + " " + result(call, south, samples));
        }
        fill(south, "other");
        for (Call call : calls) {
            seen.add(call + " " + result(call, south, samples));
        }

        assertThat(calls).hasSizeGreaterThan(35);
        assertThat(seen).noneMatch(result -> result.contains("canary"));
        assertThat(rows.of(north)).isEqualTo(before);
    }

    /// So the matrix could have failed: each of its calls does something, or finds something, in the own district.
    @Test
    void R12_the_same_methods_find_and_change_what_the_own_district_has() throws Exception {
        Samples samples = samples("southern");
        List<Call> calls = calls(samples);
        List<String> wrong = new ArrayList<>();
        for (Call call : calls) {
            DistrictId own = district();
            fill(own, "own");
            Map<String, List<String>> before = rows.of(own);
            String result = result(call, own, samples);
            boolean changed = !rows.of(own).equals(before);
            boolean found = !result.equals(result(call, district(), samples));
            if (result.contains("Exception") || (call.reads() ? changed || !found : !changed)) {
                wrong.add(call + " changed=" + changed + " found=" + found + " " + result);
            }
        }

        assertThat(wrong)
                .map(call -> call.substring(0, call.indexOf(' ')))
                .containsExactlyElementsOf(WITHOUT_EFFECT.keySet());
    }

    /// So no method stands beside the matrix unless somebody has said why it may.
    @Test
    void R12_every_public_method_is_of_one_district_or_is_known_to_be_of_none_or_all() {
        assertThat(rooms().flatMap(RepositoryMatrixIT::methods)
                        .filter(method -> !isOfADistrict(method))
                        .map(CrossesDistricts::key)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(CrossesDistricts.WHY.keySet());
    }

    /// What it answers, or with what it fails: as JSON, which shows what `toString` masks.
    private static String result(Call call, DistrictId district, Samples samples) throws IllegalAccessException {
        Object[] arguments = Stream.concat(
                        Stream.of(district),
                        Arrays.stream(call.method().getParameterTypes()).skip(1).map(type -> samples.of(type, call)))
                .toArray();
        try {
            Object result = call.method().invoke(call.repository(), arguments);
            Object found = result instanceof Optional<?> optional ? optional.orElse(null) : result;
            return found == null ? "" : new String(JsonCodec.write(found), StandardCharsets.UTF_8);
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static List<Call> calls(Samples samples) throws ReflectiveOperationException {
        List<Call> calls = new ArrayList<>();
        for (Class<?> repository : repositories()) {
            Object instance = instance(repository, samples);
            methods(repository)
                    .filter(RepositoryMatrixIT::isOfADistrict)
                    .sorted(Comparator.comparing(Method::getName))
                    .map(method -> new Call(instance, method))
                    .forEach(calls::add);
        }
        return calls;
    }

    private static List<Class<?>> repositories() {
        return rooms().filter(room -> methods(room).anyMatch(RepositoryMatrixIT::isOfADistrict))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    /// The public classes of the features' rooms that speak SQL.
    private static Stream<Class<?>> rooms() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.belltower.registry")
                        .stream()
                        .filter(found -> found.getPackageName().endsWith(".postgres"))
                        .filter(found -> !found.getPackageName().equals("org.belltower.registry.postgres"))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(found -> Modifier.isPublic(found.getModifiers()));
    }

    private static Stream<Method> methods(Class<?> room) {
        return Arrays.stream(room.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !room.isRecord() || !isOfARecord(room, method));
    }

    /// What every record has: an accessor for each component, and what it has of [Object].
    private static boolean isOfARecord(Class<?> room, Method method) {
        return Stream.concat(Arrays.stream(Object.class.getMethods()), accessors(room))
                .anyMatch(had -> had.getName().equals(method.getName())
                        && Arrays.equals(had.getParameterTypes(), method.getParameterTypes()));
    }

    private static Stream<Method> accessors(Class<?> room) {
        return Arrays.stream(room.getRecordComponents()).map(RecordComponent::getAccessor);
    }

    private static boolean isOfADistrict(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() > 0
                && method.getParameterTypes()[0] == DistrictId.class;
    }

    private static Object instance(Class<?> repository, Samples samples) throws ReflectiveOperationException {
        Constructor<?> constructor = repository.getConstructors()[0];
        return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                .map(type -> samples.of(type, repository))
                .toArray());
    }

    private Samples samples(String own) {
        Samples samples = new Samples(own);
        samples.also(DistrictTransactions.class, transactions);
        samples.also(Jdbi.class, DATABASE.relay());
        samples.also(DistrictTurns.class, new DistrictTurns(Duration.ofSeconds(10)));
        return samples;
    }

    private void fill(DistrictId district, String name) throws Exception {
        transactions.change(
                district,
                handle -> handle.createScript(
                                """
                        INSERT INTO district (name, notifications, food_service, active_year)
                            VALUES ('%1$s', true, false, 2027) ON CONFLICT DO NOTHING;
                        INSERT INTO tool_right (user_group, tool, rights) VALUES ('office', 'AUDIT', '{READ}')
                            ON CONFLICT DO NOTHING;
                        INSERT INTO app (id, name, apns_topic, apns_environment)
                            VALUES ('family', '%1$s', 'topic', 'PRODUCTION') ON CONFLICT DO NOTHING;
                        INSERT INTO device (id, app, provider, person, session_epoch, session, permission, token,
                                token_version, token_since, platform, device_class, os_version, model, screen,
                                unsupported_cause)
                            VALUES ('phone', 'family', 'FCM', 'g-1', 1, 'KEPT', 'ALLOWED', '%1$s', 1, now(),
                                    NULL, NULL, NULL, NULL, NULL, NULL),
                                ('tablet', 'family', 'FCM', 'g-1', 2, 'KEPT', 'ALLOWED', '%1$s-2', 2, now(),
                                    'ANDROID', 'TABLET', '15', '%1$s', '1080x2400', 'NOT_LISTED')
                            ON CONFLICT (district, id) DO UPDATE SET session = 'KEPT';
                        INSERT INTO supported_platform (id, since, device_class, platform, minimum, excluded_models,
                                excluded_screens, reason)
                            VALUES ('row', '2999-01-01', 'TABLET', 'IOS', '99', '{}', '{}', '%1$s')
                            ON CONFLICT DO NOTHING;
                        INSERT INTO platform_table (version) VALUES (1) ON CONFLICT DO NOTHING;
                        INSERT INTO session_cutoff (person, at) VALUES ('g-1', '2026-10-01Z') ON CONFLICT DO NOTHING;
                        INSERT INTO installation_cutoff (person, device, at) VALUES ('g-1', 'phone', '2026-10-01Z')
                            ON CONFLICT DO NOTHING;
                        INSERT INTO idempotent_call (client, key, fingerprint, began)
                            VALUES ('roster', 'night', '%2$s', '%3$s') ON CONFLICT DO NOTHING;
                        """.formatted(name, Fingerprint.of(new byte[0]).sha256(), Samples.BEGUN))
                        .execute());
        JsonNode items = JsonCodec.mapper().readTree("""
                [{"op": "put", "kind": "school", "id": "high", "name": "%1$s", "zone": "America/Chicago",
                  "displayOptions": ["GRADES"], "contactPreferences": ["GRADES"]},
                 {"op": "put", "kind": "calendar", "id": "high-2027", "school": "high", "year": 2027,
                  "starts": "2026-08-17", "ends": "2027-06-04", "excluded": false},
                 {"op": "put", "kind": "session", "id": "fall", "name": "%1$s", "type": "TERM", "school": "high",
                  "year": 2027, "starts": "2026-08-17", "ends": "2026-12-18"},
                 {"op": "put", "kind": "student", "id": "s-1", "name": "%1$s", "calendars": ["high-2027"]},
                 {"op": "put", "kind": "guardian", "id": "g-1", "name": "%1$s"},
                 {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
                  "restricted": false, "ends": "2027-06-30"},
                 {"op": "put", "kind": "family", "id": "f-1", "name": "%1$s", "members": ["g-1", "s-1"]},
                 {"op": "put", "kind": "class", "id": "swim", "name": "%1$s", "school": "high", "session": "fall"},
                 {"op": "put", "kind": "camp", "id": "summer", "name": "%1$s", "school": "high",
                  "days": [{"day": "2027-07-01"}]},
                 {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim", "type": "TRIAL"}]""".formatted(name));
        assertThat(new RosterImport(new PostgresRosterWriter(transactions))
                        .apply(district, List.copyOf(items.valueStream().toList())))
                .allMatch(answer -> answer.status() < 300);
        transactions.change(
                district, handle -> handle.createScript("""
                        INSERT INTO preference (person, language, detail) VALUES ('g-1', 'en', true)
                            ON CONFLICT DO NOTHING;
                        INSERT INTO credential (app, provider, version, kind, key_id, team_id, fingerprint, uploaded,
                                wrapping_key, wrapped_key, content)
                            VALUES ('family', 'APNS', 1, 'SIGNING_KEY', 'KEY0000001', 'TEAM000001', '%1$s', now(),
                                'a', '', '')
                            ON CONFLICT DO NOTHING;
                        """.formatted(name)).execute());
    }

    private static DistrictId district() {
        return new DistrictId("i-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
