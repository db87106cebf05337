package org.belltower.rules.compose;

import org.belltower.model.push.PushText;
import org.jspecify.annotations.Nullable;

/// What a change notification says.
///
/// @param plain no name, grade, score, balance or code (C7): what happened is for the app to show, behind its sign-in
/// @param detailed what happened, for whoever may be told it; null: they may not
public record Words(PushText plain, @Nullable PushText detailed) {}
