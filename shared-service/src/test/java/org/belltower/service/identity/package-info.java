@NullMarked
package org.belltower.service.identity;

import org.jspecify.annotations.NullMarked;
