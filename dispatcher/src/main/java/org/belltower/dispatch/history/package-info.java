/// What was decided and how it ended, kept so that it can be explained (C2).
@NullMarked
package org.belltower.dispatch.history;

import org.jspecify.annotations.NullMarked;
