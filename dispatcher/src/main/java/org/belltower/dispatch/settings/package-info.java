/// A copy of the settings of every district, school and calendar, so that the gates can be asked again when a push
/// leaves (I-1).
@NullMarked
package org.belltower.dispatch.settings;

import org.jspecify.annotations.NullMarked;
