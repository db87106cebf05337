@NullMarked
package org.belltower.local.demo;

import org.jspecify.annotations.NullMarked;
