/// Words for a push, by category, kind, language and whether detail may be told (C7, I-39, I-47, I-48). The texts stand
/// in bundles beside the classes, `words_en.properties` and its like.
@NullMarked
package org.belltower.rules.compose;

import org.jspecify.annotations.NullMarked;
