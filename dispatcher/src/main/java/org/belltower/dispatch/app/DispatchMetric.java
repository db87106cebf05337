package org.belltower.dispatch.app;

import java.util.List;

/// Every metric of the dispatcher. Tags are bounded: providers, configured apps and credentials,
/// lanes, outcomes, reasons, and the providers' words that we know. What is not known is not a
/// number.
enum DispatchMetric {
    PUSHES(
            "belltower.dispatch.pushes",
            "Pushes that ended, by outcome, reason and provider",
            "outcome",
            "reason",
            "provider"),
    SENDS(
            "belltower.dispatch.sends",
            "Sends that were resolved, by provider and what came of them",
            "provider",
            "answer"),
    RETRIES("belltower.dispatch.retries", "Sends in vain that are done again, by provider and why", "provider", "code"),
    DEAD_LETTERS("belltower.dispatch.dead.letters", "Records of the lane that nobody could use"),
    UNREADABLE_OUTCOMES(
            "belltower.dispatch.outcomes.unreadable", "Outcomes that nobody could use when a partition was taken up"),
    IN_FLIGHT("belltower.dispatch.in.flight", "Sends on their way, by provider and app"),
    WAITING("belltower.dispatch.waiting", "Pushes that wait to be sent again, by provider and app"),
    IN_HAND("belltower.dispatch.in.hand", "Pushes taken from the lane and not ended yet"),
    OLDEST("belltower.dispatch.oldest", "How long the oldest push in hand has stood on its lane, in seconds"),
    BINDINGS("belltower.dispatch.bindings", "Devices whose binding is known"),
    SETTINGS("belltower.dispatch.settings", "Districts, schools and calendars whose settings are known"),
    REVOCATIONS("belltower.dispatch.revocations", "Students of whom it is known whose right is withdrawn or bounded"),
    CREDENTIALS("belltower.dispatch.credentials", "Uploaded credentials that are known"),
    CREDENTIALS_UNUSABLE(
            "belltower.dispatch.credentials.unusable", "Uploaded credentials that cannot be used: their pushes wait"),
    CREDENTIALS_EXPIRY(
            "belltower.dispatch.credentials.expiry",
            "Until the first uploaded certificate expires, in seconds; negative when it has"),
    CREDENTIAL_LIMIT("belltower.dispatch.credential.limit", "Sends that may be on their way at once, by credential"),
    CREDENTIAL_IN_FLIGHT("belltower.dispatch.credential.in.flight", "Sends on their way, by credential and lane"),
    CREDENTIAL_WAITING(
            "belltower.dispatch.credential.waiting", "Pushes in hand that wait for their turn, by credential and lane"),
    CREDENTIAL_OLDEST(
            "belltower.dispatch.credential.oldest",
            "How long the one of these that waits longest does, in seconds, by credential"),
    CREDENTIAL_DEFERRED(
            "belltower.dispatch.credential.deferred",
            "Pushes that wait in the table until the provider is back, by credential"),
    CREDENTIAL_AWAY(
            "belltower.dispatch.credential.away", "Credentials whose provider is taken to be away: 0 or 1 of one"),
    CREDENTIAL_REFUSED(
            "belltower.dispatch.credential.refused", "Apps for which the provider refuses who we are, by credential"),
    CREDENTIAL_OTHER_ENVIRONMENT(
            "belltower.dispatch.credential.other.environment",
            "Districts' apps whose tokens seem to be of another environment or project, by credential"),
    CREDENTIAL_QUOTA_LEFT(
            "belltower.dispatch.credential.quota.left",
            "Sends that the provider's rate allows at once now, by credential; of several the least"),
    LAST_ACCEPTED(
            "belltower.dispatch.last.accepted",
            "How long ago the last push was accepted, in seconds, by provider and app"),
    BINDINGS_LAG(
            "belltower.dispatch.bindings.lag",
            "How old what is known of bindings, settings and revocations is, in seconds"),
    DEFERRED("belltower.dispatch.deferred", "Pushes in the table of those that wait long"),
    DEFERRED_OVERDUE("belltower.dispatch.deferred.overdue", "For how long the oldest of them has been due, in seconds"),
    DEFERRED_COUNTED("belltower.dispatch.deferred.counted", "How long ago these were counted, in seconds"),
    HISTORY_LAG(
            "belltower.dispatch.history.lag",
            "How long the oldest decision, outcome or dead letter that is not kept yet has stood on its topic, in seconds"),
    HISTORY_KEPT("belltower.dispatch.history.kept", "Records that the history keeps, by kind", "kind"),
    HISTORY_PASSED("belltower.dispatch.history.passed", "Records that it does not keep, by why", "why"),
    HISTORY_FAILURES(
            "belltower.dispatch.history.failures",
            "Batches that could not be written, and looks after the days that failed; each is tried again");

    private final String key;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody can change what List.of makes.
    private final List<String> tags;

    DispatchMetric(String key, String description, String... tags) {
        this.key = key;
        this.description = description;
        this.tags = List.of(tags);
    }

    /// Of a counter: what it is told apart by.
    List<String> tags() {
        return tags;
    }

    /// The name, in Micrometer's form.
    String key() {
        return key;
    }

    String description() {
        return description;
    }
}
