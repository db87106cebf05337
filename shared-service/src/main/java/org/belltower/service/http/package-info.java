/// HTTP as every service answers it: each refusal a problem (RFC 9457).
@NullMarked
package org.belltower.service.http;

import org.jspecify.annotations.NullMarked;
