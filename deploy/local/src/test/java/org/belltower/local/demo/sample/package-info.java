@NullMarked
package org.belltower.local.demo.sample;

import org.jspecify.annotations.NullMarked;
