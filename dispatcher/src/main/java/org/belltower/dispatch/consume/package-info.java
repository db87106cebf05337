/// Which records of a lane are in hand, which are done, and what may be committed. Decides; knows neither Kafka nor
/// threads, but for [AssignmentGate], which is where threads meet.
@NullMarked
package org.belltower.dispatch.consume;

import org.jspecify.annotations.NullMarked;
