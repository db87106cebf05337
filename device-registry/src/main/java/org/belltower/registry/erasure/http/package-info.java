/// Erasing over HTTP.
@NullMarked
package org.belltower.registry.erasure.http;

import org.jspecify.annotations.NullMarked;
