@NullMarked
package org.belltower.dispatch.history.explanation;

import org.jspecify.annotations.NullMarked;
