/// How many events a producer may hand in, so that one that runs wild takes nothing from the others.
@NullMarked
package org.belltower.ingest.accept.quota;

import org.jspecify.annotations.NullMarked;
