/// What is measured of the intake.
@NullMarked
package org.belltower.ingest.accept.micrometer;

import org.jspecify.annotations.NullMarked;
