/// HTTP as the whole service meets it: bodies and pages.
@NullMarked
package org.belltower.registry.http;

import org.jspecify.annotations.NullMarked;
