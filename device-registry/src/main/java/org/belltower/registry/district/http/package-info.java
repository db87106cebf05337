/// The roster API's paths for the district, schools and calendars.
@NullMarked
package org.belltower.registry.district.http;

import org.jspecify.annotations.NullMarked;
