@NullMarked
package org.belltower.dispatch.credential;

import org.jspecify.annotations.NullMarked;
