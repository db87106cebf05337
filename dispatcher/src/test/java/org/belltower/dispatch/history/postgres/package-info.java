@NullMarked
package org.belltower.dispatch.history.postgres;

import org.jspecify.annotations.NullMarked;
