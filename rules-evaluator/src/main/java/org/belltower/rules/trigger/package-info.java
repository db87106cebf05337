/// What is news (A4): repeats, older versions, no-ops and snapshots are not.
@NullMarked
package org.belltower.rules.trigger;

import org.jspecify.annotations.NullMarked;
