package org.belltower.rules.compose;

import java.util.Locale;
import org.belltower.model.LanguageTag;
import org.belltower.model.audience.Member;
import org.belltower.model.change.Change;
import org.belltower.model.push.PushText;
import org.belltower.model.settings.DistrictSettings;
import org.jspecify.annotations.Nullable;

/// Puts a change into words: in the language of whoever is told, or else the district's, and in detail only if both
/// consent (C7, I-47, I-48). What it says fits into what any provider carries (I-39).
///
/// As thread-safe as who is told of texts that are not translated.
public final class Composer {
    private static final String PLAIN = "plain";
    private static final int LONGEST_TITLE = 400;

    private final Languages languages;

    /// Reads the bundles.
    public Composer(Untranslated listener) {
        this.languages = new Languages(listener);
    }

    /// @param district null: nothing is known of it, so nobody permits detail
    public Words words(Change change, Kind kind, Member member, @Nullable DistrictSettings district) {
        LanguageTag districts = district == null ? null : district.defaultLanguage();
        Language language = languages.of(member.language(), districts);
        String category = change.category().name().toLowerCase(Locale.ROOT);
        String texts = category + "." + kind.name().toLowerCase(Locale.ROOT) + ".";
        String title = language.text(category + ".title");
        boolean consented = district != null && district.detailPermitted() && member.consentsToDetail();
        return new Words(
                fitted(title, language.text(texts + PLAIN)),
                consented ? fitted(title, inDetail(texts, change, language)) : null);
    }

    private static String inDetail(String texts, Change change, Language language) {
        Details details = Details.of(change, language);
        return Template.fill(language.text(texts + details.form()), details.values());
    }

    private static PushText fitted(String title, String body) {
        String fitting = Graphemes.cut(title, LONGEST_TITLE);
        return new PushText(fitting, Graphemes.cut(body, PushText.MOST_BYTES - PushText.bytes(fitting)));
    }
}
