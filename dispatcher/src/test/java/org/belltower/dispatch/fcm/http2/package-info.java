@NullMarked
package org.belltower.dispatch.fcm.http2;

import org.jspecify.annotations.NullMarked;
