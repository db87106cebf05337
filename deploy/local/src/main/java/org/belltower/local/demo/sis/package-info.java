/// Writes the events of a day as changes of rows in the districts' student information systems, as a gradebook does.
@NullMarked
package org.belltower.local.demo.sis;

import org.jspecify.annotations.NullMarked;
