@NullMarked
package org.belltower.local.app.line;

import org.jspecify.annotations.NullMarked;
