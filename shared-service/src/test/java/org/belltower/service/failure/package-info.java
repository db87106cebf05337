@NullMarked
package org.belltower.service.failure;

import org.jspecify.annotations.NullMarked;
