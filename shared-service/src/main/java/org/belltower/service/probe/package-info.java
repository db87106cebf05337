/// Whether a service reaches those whom it needs, found out without traffic (A12).
@NullMarked
package org.belltower.service.probe;

import org.jspecify.annotations.NullMarked;
