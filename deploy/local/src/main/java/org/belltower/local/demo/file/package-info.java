/// Reads the files of the first day, three small districts and about a hundred change events, and checks that they
/// hang together.
@NullMarked
package org.belltower.local.demo.file;

import org.jspecify.annotations.NullMarked;
