package org.belltower.dispatch.fcm;

import java.io.IOException;
import java.io.Serial;

/// The last look kept a push from leaving. It travels through firebase-admin as a failure of the transport.
final class FcmHeldBack extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    FcmHeldBack() {
        super("the push may not leave any more");
    }
}
