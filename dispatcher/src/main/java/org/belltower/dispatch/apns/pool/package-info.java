/// Connections to Apple, of one credential each: Pushy behind streams that are counted, waits that
/// are bounded and endings that are told apart.
@NullMarked
package org.belltower.dispatch.apns.pool;

import org.jspecify.annotations.NullMarked;
