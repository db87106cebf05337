/// The copy as it is kept: by reading all of the bindings topic.
@NullMarked
package org.belltower.dispatch.binding.kafka;

import org.jspecify.annotations.NullMarked;
