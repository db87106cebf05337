@NullMarked
package org.belltower.local.demo.file;

import org.jspecify.annotations.NullMarked;
