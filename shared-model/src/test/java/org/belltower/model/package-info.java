@NullMarked
package org.belltower.model;

import org.jspecify.annotations.NullMarked;
