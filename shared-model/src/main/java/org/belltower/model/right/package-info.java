/// What staff may do with the tools of the administration, given to user groups (A2).
@NullMarked
package org.belltower.model.right;

import org.jspecify.annotations.NullMarked;
