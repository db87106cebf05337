@NullMarked
package org.belltower.dispatch.withdrawal;

import org.jspecify.annotations.NullMarked;
