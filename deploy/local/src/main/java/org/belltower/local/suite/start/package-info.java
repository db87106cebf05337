/// The processes of a suite: how each is started, with which configuration and which secrets.
@NullMarked
package org.belltower.local.suite.start;

import org.jspecify.annotations.NullMarked;
