@NullMarked
package org.belltower.dispatch.deferral.postgres;

import org.jspecify.annotations.NullMarked;
