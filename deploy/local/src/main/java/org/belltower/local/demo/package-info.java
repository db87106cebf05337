/// The first day: three small districts and about a hundred change events, written down as files with what must
/// arrive, and their reader.
@NullMarked
package org.belltower.local.demo;

import org.jspecify.annotations.NullMarked;
