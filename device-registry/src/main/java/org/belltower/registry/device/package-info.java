/// Apps, devices and who is signed in on them; what proves that a token is dead.
@NullMarked
package org.belltower.registry.device;

import org.jspecify.annotations.NullMarked;
