package org.belltower.dispatch.flow;

import java.time.Instant;

/// Now, by the calendar and by the clock that never jumps.
record Moment(Instant instant, long nanos) {}
