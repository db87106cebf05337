package org.belltower.registry.isolation;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every public method of the rooms that speak SQL which does not begin with a district, and why that leaks nothing. A
/// new one fails [RepositoryMatrixIT] until somebody has decided.
final class CrossesDistricts {
    private static final String HANDLE = "in the transaction of its caller, of the district that was entered there";
    private static final String RELAY = "the relay's role and loop, for all districts: ids and marks, told to nobody";
    private static final String UPKEEP =
            "a database function that forgets old rows of all districts, and tells a number";
    private static final String ROW = "reads or binds what it is given, and asks the database nothing";

    static final Map<String, String> WHY = new TreeMap<>();

    static {
        because(
                HANDLE,
                "AudienceQuery.read(Handle)",
                "PostgresApps.locked(Handle)",
                "DeviceTokens.locked(Handle)",
                "DeviceTokens.save(Handle)",
                "DeviceTokens.retire(Handle)",
                "PostgresDevices.allOf(Handle)",
                "PostgresDevices.forget(Handle)",
                "PostgresSessions.end(Handle)",
                "PostgresSessions.forgetInstallations(Handle)",
                "PostgresSessions.mayOpen(Handle)",
                "PostgresCalendars.put(Handle)",
                "PostgresCalendars.delete(Handle)",
                "PostgresPortalOptions.find(Handle)",
                "PostgresSchools.put(Handle)",
                "PostgresSchools.delete(Handle)",
                "PlatformRows.inForce(Handle)",
                "PostgresPreferences.personal(Handle)",
                "PostgresPreferences.officeMessages(Handle)",
                "PostgresPreferences.forget(Handle)",
                "Marks.district(Handle)",
                "Marks.rights(Handle)",
                "Marks.school(Handle)",
                "Marks.calendar(Handle)",
                "Marks.app(Handle)",
                "Marks.binding(Handle)",
                "Marks.credential(Handle)",
                "Marks.credentialAgain(Handle)",
                "Marks.audience(Handle)",
                "Marks.revocationAgain(Handle)",
                "Marks.revocationsAgain(Handle)",
                "Marks.bindingAgain(Handle)",
                "Marks.bindingsAgain(Handle)",
                "Marks.bindingsOf(Handle)",
                "Marks.audiencesOf(Handle)",
                "SettingsQuery.read(Handle)",
                "Subscriptions.locked(Handle)");
        because(
                "of the handle it was made with, by locked(Handle)",
                "Subscriptions.defaults()",
                "Subscriptions.on(DeviceId)",
                "Subscriptions.chooseByDefault(Choices)",
                "Subscriptions.chooseOn(DeviceId)",
                "Subscriptions.forget()");
        because(
                RELAY,
                "PostgresCommittedState.nextVersion()",
                "PostgresCommittedState.read(List)",
                "PostgresMarkQueue.waiting()",
                "PostgresMarkQueue.claim(Shard)",
                "PostgresMarkQueue.delete(Collection)",
                "PostgresMarkQueue.backlog()",
                "PostgresSuspects.among(Collection)",
                "PostgresShardOwnership.acquire()",
                "PostgresShardOwnership.close()");
        because("the loop of the outcomes: each says of which district it is", "PostgresHygiene.accepted(Collection)");
        because("the purge: whoever left, each erased in their own district", "PostgresLeftPeople.forget(Instant)");
        because(UPKEEP, "PostgresOldAnswers.forget(Instant)", "PostgresRemoved.forget(Instant)");
        because(
                ROW,
                "PlatformRows.handset(ResultSet)",
                "PlatformRows.unsupported(ResultSet)",
                "PlatformRows.bind(SqlStatement)",
                "CredentialQuery.envelope(ResultSet)",
                "CredentialQuery.facts(ResultSet)",
                "PostgresCredentials.canKeep()");
        because(
                "the credential's id names its district, which the loop of the keys found",
                "PostgresCredentials.rewrap(CredentialId)");
        because("the loop of the keys: ids of credentials, told to nobody", "PostgresCredentialsUnder.keys(Set)");
        because(
                "the loop of the supported platforms: ids of districts, told to nobody",
                "PostgresJudgedDevices.due(LocalDate)");
        because(
                "numbers of the caller's own transactions: which of them Kafka has not",
                "MarksOfTransactions.of(Collection)");
    }

    private CrossesDistricts() {}

    private static void because(String reason, String... methods) {
        Stream.of(methods)
                .forEach(method -> WHY.merge(method, reason, (_, _) -> {
                    throw new IllegalArgumentException(method);
                }));
    }

    /// Overloads are told apart by what they begin with.
    static String key(Method method) {
        String first = method.getParameterCount() == 0 ? "" : method.getParameterTypes()[0].getSimpleName();
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + first + ")";
    }
}
