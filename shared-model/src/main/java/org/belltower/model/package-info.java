/// Ids and the few words every other package speaks: who ({@link org.belltower.model.PersonId}), where
/// ({@link org.belltower.model.SchoolId}), what about ({@link org.belltower.model.Category}).
///
/// This module is what crosses a topic or an HTTP boundary and nothing else: the JDK, JSpecify and Jackson.
@NullMarked
package org.belltower.model;

import org.jspecify.annotations.NullMarked;
