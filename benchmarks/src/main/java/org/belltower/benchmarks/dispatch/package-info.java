/// How fast the dispatcher sends, and what it takes for it, beside those who only send.
@NullMarked
package org.belltower.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
