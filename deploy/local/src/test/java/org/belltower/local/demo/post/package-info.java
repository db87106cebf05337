@NullMarked
package org.belltower.local.demo.post;

import org.jspecify.annotations.NullMarked;
