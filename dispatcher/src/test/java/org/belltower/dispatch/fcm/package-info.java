@NullMarked
package org.belltower.dispatch.fcm;

import org.jspecify.annotations.NullMarked;
