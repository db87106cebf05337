/// "Send a test push to my device" (B11): by the real path, through the lane.
@NullMarked
package org.belltower.dispatch.testpush;

import org.jspecify.annotations.NullMarked;
