@NullMarked
package org.belltower.ingest.sis.mapping.yaml;

import org.jspecify.annotations.NullMarked;
