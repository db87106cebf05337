@NullMarked
package org.belltower.ingest.app;

import org.jspecify.annotations.NullMarked;
