/// Whom to trust at the other end of a connection, when it is not who the JDK trusts.
@NullMarked
package org.belltower.dispatch.tls;

import org.jspecify.annotations.NullMarked;
