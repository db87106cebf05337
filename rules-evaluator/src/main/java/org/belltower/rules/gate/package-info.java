/// Who may be told at all: the gates of the district, the school, the person and the device (A1-A11).
@NullMarked
package org.belltower.rules.gate;

import org.jspecify.annotations.NullMarked;
