@NullMarked
package org.belltower.service.streams;

import org.jspecify.annotations.NullMarked;
