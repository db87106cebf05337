/// Credentials as rows: sealed.
@NullMarked
package org.belltower.registry.credential.postgres;

import org.jspecify.annotations.NullMarked;
