@NullMarked
package org.belltower.local.demo.sis;

import org.jspecify.annotations.NullMarked;
