@NullMarked
package org.belltower.dispatch.outcome.kafka;

import org.jspecify.annotations.NullMarked;
