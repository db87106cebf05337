/// HTTP/2 over TLS: connections, streams and bounded bodies. It knows nothing of a provider's protocol.
@NullMarked
package org.belltower.simulator.http2;

import org.jspecify.annotations.NullMarked;
