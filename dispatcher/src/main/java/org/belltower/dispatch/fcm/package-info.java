/// Firebase Cloud Messaging: the port of `dispatch.send` by its HTTP v1 API, with the credentials
/// of Google's library.
@NullMarked
package org.belltower.dispatch.fcm;

import org.jspecify.annotations.NullMarked;
