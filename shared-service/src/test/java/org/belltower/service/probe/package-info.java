@NullMarked
package org.belltower.service.probe;

import org.jspecify.annotations.NullMarked;
