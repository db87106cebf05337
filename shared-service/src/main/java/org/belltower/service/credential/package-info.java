/// The keys under which uploaded credentials are encrypted, from the configuration.
@NullMarked
package org.belltower.service.credential;

import org.jspecify.annotations.NullMarked;
