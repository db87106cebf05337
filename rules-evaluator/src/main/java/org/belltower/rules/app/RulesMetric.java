package org.belltower.rules.app;

/// Every metric of this service's own. Tags are bounded: results, reasons, topics that are read, languages
/// there are words in. Counted when something is decided, before the transaction commits: what an aborted
/// transaction decided is counted again.
enum RulesMetric {
    DECISIONS(
            "belltower.rules.decisions",
            "Events decided, by the reason why they are news for nobody; none if each device was looked at. "
                    + "An aborted transaction's are counted again"),
    CANDIDATES(
            "belltower.rules.candidates",
            "Devices looked at, by result and reason. An aborted transaction's are counted again"),
    OVERFLOW(
            "belltower.rules.overflow",
            "Pushes that went by the bulk lane, since their district had used up its share of the alerts. "
                    + "An aborted transaction's are counted again"),
    WAITED(
            "belltower.rules.waited",
            "Changes of students of whom nothing was known yet, which waited for it. "
                    + "An aborted transaction's are counted again"),
    UNTRANSLATED(
            "belltower.rules.untranslated",
            "Texts of pushes that were told in another language, by the one that lacks them; und: one without any words. "
                    + "An aborted transaction's are counted again"),
    DEAD_LETTERS(
            "belltower.rules.dead.letters",
            "Records that nobody can use, by topic. An aborted transaction's are counted again");

    private final String key;
    private final String description;

    RulesMetric(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /// The name, in Micrometer's form.
    String key() {
        return key;
    }

    String description() {
        return description;
    }
}
