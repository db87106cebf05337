/// Wiring, configuration, health and status of the service.
@NullMarked
package org.belltower.rules.app;

import org.jspecify.annotations.NullMarked;
