/// The service put together: configuration, start and stop, health, metrics, status.
@NullMarked
package org.belltower.dispatch.app;

import org.jspecify.annotations.NullMarked;
