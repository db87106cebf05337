/// What somebody who left the district leaves behind, and how it goes.
@NullMarked
package org.belltower.registry.erasure;

import org.jspecify.annotations.NullMarked;
