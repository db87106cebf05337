/// How services stand, as others judge it by their heartbeats (A12).
@NullMarked
package org.belltower.service.heartbeat;

import org.jspecify.annotations.NullMarked;
