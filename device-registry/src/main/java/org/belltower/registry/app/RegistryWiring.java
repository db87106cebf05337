package org.belltower.registry.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.belltower.model.wire.JsonCodec;
import org.belltower.registry.device.postgres.DeviceLists;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.registry.erasure.postgres.PostgresErasure;
import org.belltower.registry.idempotency.postgres.PostgresIdempotentCalls;
import org.belltower.registry.platform.SupportLoop;
import org.belltower.registry.platform.postgres.PostgresPlatforms;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTurns;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.publish.Acknowledgement;
import org.belltower.registry.publish.RelayLoop;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.belltower.registry.roster.RosterImport;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.belltower.registry.roster.postgres.PostgresRosterWriter;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.belltower.registry.roster.postgres.RosterLists;
import org.belltower.registry.settings.postgres.PostgresSettings;

/// Builds what keeps records.
@ApplicationScoped
class RegistryWiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /// Answers are written by the codec that reads the bodies.
    @Produces
    @Singleton
    ObjectMapper json() {
        return JsonCodec.mapper();
    }

    @Produces
    @Singleton
    Acknowledgement acknowledgement(AgroalDataSource application, RegistryConfig config) {
        return new Acknowledgement(
                new MarksOfTransactions(ModelColumns.jdbi(application)),
                config.relay().patience(),
                System::nanoTime);
    }

    @Produces
    @Singleton
    DistrictTransactions transactions(
            AgroalDataSource application, RelayLoop relay, Acknowledgement acknowledgement, RequestAuthor author) {
        return new DistrictTransactions(ModelColumns.jdbi(application), relay::wake, acknowledgement::await, author);
    }

    @Produces
    @Singleton
    PostgresDistricts districts(DistrictTransactions transactions) {
        return new PostgresDistricts(transactions);
    }

    @Produces
    @Singleton
    PostgresSchools schools(DistrictTransactions transactions) {
        return new PostgresSchools(transactions);
    }

    @Produces
    @Singleton
    PostgresCalendars calendars(DistrictTransactions transactions) {
        return new PostgresCalendars(transactions);
    }

    @Produces
    @Singleton
    PostgresStudents students(DistrictTransactions transactions) {
        return new PostgresStudents(transactions);
    }

    @Produces
    @Singleton
    PostgresGuardians guardians(DistrictTransactions transactions) {
        return new PostgresGuardians(transactions);
    }

    @Produces
    @Singleton
    PostgresRelationships relationships(DistrictTransactions transactions) {
        return new PostgresRelationships(transactions);
    }

    @Produces
    @Singleton
    RosterImport roster(DistrictTransactions transactions, RegistryConfig config) {
        DistrictTurns turns = new DistrictTurns(config.roster().patience());
        return new RosterImport(new PostgresRosterWriter(transactions, turns));
    }

    @Produces
    @Singleton
    RosterLists lists(DistrictTransactions transactions) {
        return new RosterLists(transactions);
    }

    @Produces
    @Singleton
    PostgresIdempotentCalls calls(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresIdempotentCalls(transactions, clock);
    }

    @Produces
    @Singleton
    PostgresApps apps(DistrictTransactions transactions) {
        return new PostgresApps(transactions);
    }

    @Produces
    @Singleton
    PostgresDevices devices(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresDevices(transactions, clock);
    }

    @Produces
    @Singleton
    PostgresSessions sessions(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresSessions(transactions, clock);
    }

    @Produces
    @Singleton
    PostgresErasure erasure(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresErasure(transactions, clock);
    }

    @Produces
    @Singleton
    PostgresPreferences preferences(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresPreferences(transactions, clock);
    }

    @Produces
    @Singleton
    DeviceLists deviceLists(DistrictTransactions transactions, InstantSource clock) {
        return new DeviceLists(transactions, clock);
    }

    @Produces
    @Singleton
    PostgresPlatforms platforms(DistrictTransactions transactions, SupportLoop support) {
        return new PostgresPlatforms(transactions, support::wake);
    }

    @Produces
    @Singleton
    PostgresSettings settings(DistrictTransactions transactions, InstantSource clock) {
        return new PostgresSettings(transactions, clock);
    }
}
