@NullMarked
package org.belltower.dispatch.history.kafka;

import org.jspecify.annotations.NullMarked;
