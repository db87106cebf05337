/// Which phones a district supports: a dated table, and what it says of a phone (A17).
@NullMarked
package org.belltower.registry.platform;

import org.jspecify.annotations.NullMarked;
