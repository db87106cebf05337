/// A small OIDC issuer for tests and for one machine; production names any other.
@NullMarked
package org.belltower.embedded.issuer;

import org.jspecify.annotations.NullMarked;
