/// Where the district, schools and calendars are kept.
@NullMarked
package org.belltower.registry.district.postgres;

import org.jspecify.annotations.NullMarked;
