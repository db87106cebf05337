/// Who may ask the local issuer for tokens, as its configuration file keeps it.
@NullMarked
package org.belltower.local.suite.issuer;

import org.jspecify.annotations.NullMarked;
