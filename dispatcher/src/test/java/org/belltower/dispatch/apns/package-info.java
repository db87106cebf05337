@NullMarked
package org.belltower.dispatch.apns;

import org.jspecify.annotations.NullMarked;
