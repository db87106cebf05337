@NullMarked
package org.belltower.dispatch.history.http;

import org.jspecify.annotations.NullMarked;
