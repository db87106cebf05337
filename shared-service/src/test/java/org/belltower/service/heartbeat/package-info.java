@NullMarked
package org.belltower.service.heartbeat;

import org.jspecify.annotations.NullMarked;
