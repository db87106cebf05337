/// What the topics must say by the database, and what they say. The model is slow and obvious, and shares no
/// query with what is tested.
@NullMarked
package org.belltower.registry.torture.oracle;

import org.jspecify.annotations.NullMarked;
