/// Reads mappings from YAML files, and says of each mistake on which line it is.
@NullMarked
package org.belltower.ingest.sis.mapping.yaml;

import org.jspecify.annotations.NullMarked;
