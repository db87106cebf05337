/// Outcomes and dead letters on their topics.
@NullMarked
package org.belltower.dispatch.outcome.kafka;

import org.jspecify.annotations.NullMarked;
