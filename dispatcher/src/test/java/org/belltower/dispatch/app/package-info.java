@NullMarked
package org.belltower.dispatch.app;

import org.jspecify.annotations.NullMarked;
