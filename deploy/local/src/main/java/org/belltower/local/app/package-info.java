/// The commands `demo` and `up`: what they are told, what they print, how they begin and end.
@NullMarked
package org.belltower.local.app;

import org.jspecify.annotations.NullMarked;
