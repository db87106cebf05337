/// Of attendance a family is told once a day: whom, and when of a correction. Pure.
@NullMarked
package org.belltower.rules.attendance;

import org.jspecify.annotations.NullMarked;
