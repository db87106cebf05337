/// By which lane pushes go: a district's flood leaves the alerts' lane to the others (C3).
@NullMarked
package org.belltower.rules.lane;

import org.jspecify.annotations.NullMarked;
