@NullMarked
package org.belltower.registry.audit;

import org.jspecify.annotations.NullMarked;
