@NullMarked
package org.belltower.local.demo.play;

import org.jspecify.annotations.NullMarked;
