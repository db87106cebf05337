@NullMarked
package org.belltower.local.suite.issuer;

import org.jspecify.annotations.NullMarked;
