/// What a service's `@QuarkusTest` asks for its backends.
@NullMarked
package org.belltower.embedded.quarkus;

import org.jspecify.annotations.NullMarked;
