@NullMarked
package org.belltower.embedded.kafka;

import org.jspecify.annotations.NullMarked;
