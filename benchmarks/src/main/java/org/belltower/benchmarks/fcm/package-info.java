/// What one message to Firebase costs, by the clients that could carry it.
@NullMarked
package org.belltower.benchmarks.fcm;

import org.jspecify.annotations.NullMarked;
