/// Plays the first day on a running suite, as its producers, its office and its phones would, and compares what
/// came of it with what is written down.
@NullMarked
package org.belltower.local.demo.play;

import org.jspecify.annotations.NullMarked;
