/// How rows of a source become change events, as an operator declares it, and what follows from it for one
/// row. Pure: files are read in `yaml`, rows are kept in `ingest.streams`.
@NullMarked
package org.belltower.ingest.sis.mapping;

import org.jspecify.annotations.NullMarked;
