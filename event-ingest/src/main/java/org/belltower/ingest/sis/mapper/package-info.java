/// What a mapping makes of rows: events, by what the rows refer to. Pure; where rows are kept is not known here.
@NullMarked
package org.belltower.ingest.sis.mapper;

import org.jspecify.annotations.NullMarked;
