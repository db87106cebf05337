@NullMarked
package org.belltower.local.app;

import org.jspecify.annotations.NullMarked;
