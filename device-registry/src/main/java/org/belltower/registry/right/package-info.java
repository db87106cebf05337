/// Who may give rights to the tools of the administration, and to whom.
@NullMarked
package org.belltower.registry.right;

import org.jspecify.annotations.NullMarked;
