/// May it be told at all: the gates that are asked twice, when an event is decided and when its push leaves (I-1).
/// They stand here so that both ask the same. Pure.
@NullMarked
package org.belltower.model.gate;

import org.jspecify.annotations.NullMarked;
