/// The journey of one push: may it still leave, to which token, and what follows from the answer of the provider.
@NullMarked
package org.belltower.dispatch.send;

import org.jspecify.annotations.NullMarked;
