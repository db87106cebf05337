@NullMarked
package org.belltower.local.demo.drive;

import org.jspecify.annotations.NullMarked;
