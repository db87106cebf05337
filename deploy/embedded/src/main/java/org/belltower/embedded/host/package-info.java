/// What the machine gives: free ports, temporary folders, processes, quiet logs.
@NullMarked
package org.belltower.embedded.host;

import org.jspecify.annotations.NullMarked;
