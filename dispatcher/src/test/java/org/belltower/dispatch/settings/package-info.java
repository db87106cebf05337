@NullMarked
package org.belltower.dispatch.settings;

import org.jspecify.annotations.NullMarked;
