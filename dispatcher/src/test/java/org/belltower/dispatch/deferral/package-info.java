@NullMarked
package org.belltower.dispatch.deferral;

import org.jspecify.annotations.NullMarked;
