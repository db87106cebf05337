/// What the services tell of themselves, so that others can judge them.
@NullMarked
package org.belltower.model.heartbeat;

import org.jspecify.annotations.NullMarked;
