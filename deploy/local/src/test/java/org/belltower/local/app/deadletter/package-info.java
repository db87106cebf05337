@NullMarked
package org.belltower.local.app.deadletter;

import org.jspecify.annotations.NullMarked;
