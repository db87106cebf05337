@NullMarked
package org.belltower.rules.app;

import org.jspecify.annotations.NullMarked;
