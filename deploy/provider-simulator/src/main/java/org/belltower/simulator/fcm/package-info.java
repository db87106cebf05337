/// Google's side: FCM HTTP v1 and the OAuth token endpoint its senders need.
@NullMarked
package org.belltower.simulator.fcm;

import org.jspecify.annotations.NullMarked;
