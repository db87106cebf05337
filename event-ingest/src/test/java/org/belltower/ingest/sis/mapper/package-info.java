@NullMarked
package org.belltower.ingest.sis.mapper;

import org.jspecify.annotations.NullMarked;
