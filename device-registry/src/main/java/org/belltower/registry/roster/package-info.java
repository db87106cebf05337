/// The roster of a district: students, guardians and what they are to each other, families, academic sessions, classes,
/// camps and who is enrolled in them; put and deleted one by one or many at once.
@NullMarked
package org.belltower.registry.roster;

import org.jspecify.annotations.NullMarked;
