/// How rows of a source become change events, as an operator declares it. Data only; files are read in `yaml`.
@NullMarked
package org.belltower.ingest.sis.mapping;

import org.jspecify.annotations.NullMarked;
