/// What is typed after ./belltower, read into what is asked for.
@NullMarked
package org.belltower.local.app.line;

import org.jspecify.annotations.NullMarked;
