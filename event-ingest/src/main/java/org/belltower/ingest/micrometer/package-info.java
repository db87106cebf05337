/// What is measured.
@NullMarked
package org.belltower.ingest.micrometer;

import org.jspecify.annotations.NullMarked;
