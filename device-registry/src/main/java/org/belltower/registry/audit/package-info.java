/// Who changed what, as it is read.
@NullMarked
package org.belltower.registry.audit;

import org.jspecify.annotations.NullMarked;
