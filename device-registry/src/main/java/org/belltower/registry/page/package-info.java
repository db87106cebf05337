/// Collections in pages that follow one another by key.
@NullMarked
package org.belltower.registry.page;

import org.jspecify.annotations.NullMarked;
