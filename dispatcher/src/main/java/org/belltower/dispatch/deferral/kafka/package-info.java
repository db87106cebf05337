/// What the outcomes on Kafka say of deferred pushes.
@NullMarked
package org.belltower.dispatch.deferral.kafka;

import org.jspecify.annotations.NullMarked;
