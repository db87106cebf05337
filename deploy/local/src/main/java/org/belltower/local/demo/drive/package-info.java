/// How the play reaches a running suite: calls that are repeated until they are answered, and the topics on which it
/// sees what came of them.
@NullMarked
package org.belltower.local.demo.drive;

import org.jspecify.annotations.NullMarked;
