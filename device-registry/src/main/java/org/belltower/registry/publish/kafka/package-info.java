/// The relay's transactional producers.
@NullMarked
package org.belltower.registry.publish.kafka;

import org.jspecify.annotations.NullMarked;
