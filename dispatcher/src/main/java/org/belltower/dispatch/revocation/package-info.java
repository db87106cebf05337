/// A copy of whose right is withdrawn or bounded, so that a push that was decided before is judged by it when it leaves
/// (A9, I-4).
@NullMarked
package org.belltower.dispatch.revocation;

import org.jspecify.annotations.NullMarked;
