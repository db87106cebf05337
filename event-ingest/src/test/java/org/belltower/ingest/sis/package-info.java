@NullMarked
package org.belltower.ingest.sis;

import org.jspecify.annotations.NullMarked;
