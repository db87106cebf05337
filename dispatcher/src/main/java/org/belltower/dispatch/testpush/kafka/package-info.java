/// Test pushes on their way to the lane.
@NullMarked
package org.belltower.dispatch.testpush.kafka;

import org.jspecify.annotations.NullMarked;
