/// Credentials over HTTP.
@NullMarked
package org.belltower.registry.credential.http;

import org.jspecify.annotations.NullMarked;
