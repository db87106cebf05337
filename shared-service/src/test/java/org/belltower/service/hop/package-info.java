@NullMarked
package org.belltower.service.hop;

import org.jspecify.annotations.NullMarked;
