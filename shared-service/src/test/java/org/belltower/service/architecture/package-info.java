/// The arrows between packages, for the tests of every service.
@NullMarked
package org.belltower.service.architecture;

import org.jspecify.annotations.NullMarked;
