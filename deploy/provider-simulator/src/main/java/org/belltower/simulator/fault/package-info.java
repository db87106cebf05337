/// How a connection may misbehave: values only.
@NullMarked
package org.belltower.simulator.fault;

import org.jspecify.annotations.NullMarked;
