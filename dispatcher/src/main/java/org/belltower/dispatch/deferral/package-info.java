/// Pushes that wait long, in a table that all dispatchers share: put there, claimed when their time
/// has come, and handed over to be sent. The table can be away: then whoever wants to put a push
/// keeps it in hand.
@NullMarked
package org.belltower.dispatch.deferral;

import org.jspecify.annotations.NullMarked;
