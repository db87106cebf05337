/// When to stop sending, and when to try again: by a credential, and of a district's app.
@NullMarked
package org.belltower.dispatch.breaker;

import org.jspecify.annotations.NullMarked;
