/// Apple: the port of `dispatch.send` by Pushy.
@NullMarked
package org.belltower.dispatch.apns;

import org.jspecify.annotations.NullMarked;
