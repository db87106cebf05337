@NullMarked
package org.belltower.service.http;

import org.jspecify.annotations.NullMarked;
