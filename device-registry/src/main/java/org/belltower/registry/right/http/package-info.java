/// The tool rights' paths.
@NullMarked
package org.belltower.registry.right.http;

import org.jspecify.annotations.NullMarked;
