@NullMarked
package org.belltower.local.demo.day;

import org.jspecify.annotations.NullMarked;
