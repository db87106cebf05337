/// Which ways that data takes are encrypted (A13).
@NullMarked
package org.belltower.service.hop;

import org.jspecify.annotations.NullMarked;
