/// The table of supported platforms for offices and phones.
@NullMarked
package org.belltower.registry.platform.http;

import org.jspecify.annotations.NullMarked;
