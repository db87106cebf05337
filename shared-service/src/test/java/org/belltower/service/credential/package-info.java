@NullMarked
package org.belltower.service.credential;

import org.jspecify.annotations.NullMarked;
