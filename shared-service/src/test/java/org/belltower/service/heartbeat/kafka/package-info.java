@NullMarked
package org.belltower.service.heartbeat.kafka;

import org.jspecify.annotations.NullMarked;
