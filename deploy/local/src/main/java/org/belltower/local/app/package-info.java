/// The program behind `./belltower`: finds out which command it is, and does itself what needs no run of a suite.
@NullMarked
package org.belltower.local.app;

import org.jspecify.annotations.NullMarked;
