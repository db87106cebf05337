@NullMarked
package org.belltower.dispatch.deferral.kafka;

import org.jspecify.annotations.NullMarked;
