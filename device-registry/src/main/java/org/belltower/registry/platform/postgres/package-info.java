/// Where the table of supported platforms is kept, and devices are marked by it.
@NullMarked
package org.belltower.registry.platform.postgres;

import org.jspecify.annotations.NullMarked;
