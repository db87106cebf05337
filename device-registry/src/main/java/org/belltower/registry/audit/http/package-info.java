/// The audit's path.
@NullMarked
package org.belltower.registry.audit.http;

import org.jspecify.annotations.NullMarked;
