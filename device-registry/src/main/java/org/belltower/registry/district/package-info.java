/// A district's own settings, its schools and their calendars.
@NullMarked
package org.belltower.registry.district;

import org.jspecify.annotations.NullMarked;
