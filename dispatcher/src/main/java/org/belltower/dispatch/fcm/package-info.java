/// Firebase Cloud Messaging: the port of `dispatch.send` by firebase-admin, over a transport that multiplexes.
@NullMarked
package org.belltower.dispatch.fcm;

import org.jspecify.annotations.NullMarked;
