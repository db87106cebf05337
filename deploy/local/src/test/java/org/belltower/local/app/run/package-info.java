@NullMarked
package org.belltower.local.app.run;

import org.jspecify.annotations.NullMarked;
