/// What the log of a student information system says: tables, rows, and how they change. Pure; who wrote it
/// down and how (`ingest.debezium`) is not known here.
@NullMarked
package org.belltower.ingest.sis;

import org.jspecify.annotations.NullMarked;
