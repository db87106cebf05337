@NullMarked
package org.belltower.dispatch.replica.kafka;

import org.jspecify.annotations.NullMarked;
