/// Where a suite is on this machine: its services, its ports, its folders, and the files that only their owner may
/// read.
@NullMarked
package org.belltower.local.suite.place;

import org.jspecify.annotations.NullMarked;
