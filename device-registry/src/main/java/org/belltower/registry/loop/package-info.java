/// Work that goes on beside the requests.
@NullMarked
package org.belltower.registry.loop;

import org.jspecify.annotations.NullMarked;
