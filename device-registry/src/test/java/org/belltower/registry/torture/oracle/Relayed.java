package org.belltower.registry.torture.oracle;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Revocations;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.push.Binding;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;

/// A topic that the relay writes. Its records are compared whole but for their version, of which the database
/// knows nothing.
///
/// @param unversioned the same with [#NO_VERSION]
record Relayed<T>(TopicSpec topic, MessageType<T> type, ToLongFunction<T> version, UnaryOperator<T> unversioned) {
    static final long NO_VERSION = 0;

    static final Relayed<Binding> BINDINGS =
            new Relayed<>(Topics.BINDINGS, MessageType.BINDING, Binding::version, Relayed::unversioned);
    static final Relayed<Audience> AUDIENCE =
            new Relayed<>(Topics.AUDIENCE, MessageType.AUDIENCE, Audience::version, Relayed::unversioned);
    static final Relayed<Revocations> REVOCATIONS =
            new Relayed<>(Topics.REVOCATIONS, MessageType.REVOCATIONS, Revocations::version, Relayed::unversioned);
    static final Relayed<Settings> SETTINGS =
            new Relayed<>(Topics.SETTINGS, MessageType.SETTINGS, Settings::version, Relayed::unversioned);
    static final Relayed<SealedCredential> CREDENTIALS =
            new Relayed<>(Topics.CREDENTIALS, MessageType.CREDENTIAL, SealedCredential::version, Relayed::unversioned);

    static final List<Relayed<?>> ALL = List.of(BINDINGS, AUDIENCE, REVOCATIONS, SETTINGS, CREDENTIALS);

    /// As it begins the names of records.
    String name() {
        return topic.name().replaceAll("^belltower\\.|\\.v1$", "");
    }

    private static Binding unversioned(Binding binding) {
        return new Binding(
                binding.district(),
                binding.device(),
                NO_VERSION,
                binding.app(),
                binding.provider(),
                binding.person(),
                binding.sessionEpoch(),
                binding.session(),
                binding.permission(),
                binding.token(),
                binding.tokenVersion(),
                binding.tokenSince(),
                binding.categories(),
                binding.unsupported(),
                binding.officeMessages(),
                binding.detail());
    }

    private static Audience unversioned(Audience audience) {
        return new Audience(
                audience.district(), audience.student(), NO_VERSION, audience.calendars(), audience.members());
    }

    private static Revocations unversioned(Revocations revocations) {
        return new Revocations(revocations.district(), revocations.student(), NO_VERSION, revocations.revoked());
    }

    private static Settings unversioned(Settings settings) {
        return switch (settings) {
            case DistrictSettings district ->
                new DistrictSettings(
                        district.district(),
                        NO_VERSION,
                        district.notifications(),
                        district.foodService(),
                        district.activeYear(),
                        district.switchedOn(),
                        district.mandatory(),
                        district.defaultLanguage(),
                        district.detailPermitted());
            case SchoolSettings school ->
                new SchoolSettings(
                        school.district(),
                        NO_VERSION,
                        school.school(),
                        school.zone(),
                        school.displayOptions(),
                        school.contactPreferences(),
                        school.attendanceNotices());
            case CalendarSettings calendar ->
                new CalendarSettings(
                        calendar.district(),
                        NO_VERSION,
                        calendar.calendar(),
                        calendar.school(),
                        calendar.year(),
                        calendar.ends(),
                        calendar.excluded());
            case RightsSettings rights -> new RightsSettings(rights.district(), NO_VERSION, rights.groups());
            case AppSettings app -> new AppSettings(app.district(), NO_VERSION, app.app(), app.areas());
        };
    }

    private static SealedCredential unversioned(SealedCredential credential) {
        return new SealedCredential(
                credential.district(),
                credential.app(),
                credential.provider(),
                NO_VERSION,
                credential.facts(),
                credential.apns(),
                credential.envelope());
    }
}
