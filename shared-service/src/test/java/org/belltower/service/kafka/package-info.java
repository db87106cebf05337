@NullMarked
package org.belltower.service.kafka;

import org.jspecify.annotations.NullMarked;
