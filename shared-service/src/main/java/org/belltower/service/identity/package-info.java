/// Who is calling: read from the verified token, never from a path or a body.
@NullMarked
package org.belltower.service.identity;

import org.jspecify.annotations.NullMarked;
