@NullMarked
package org.belltower.dispatch.testpush;

import org.jspecify.annotations.NullMarked;
