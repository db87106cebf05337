package org.belltower.dispatch.fcm;

import java.io.IOException;
import java.io.Serial;

/// FCM refused a push. It travels through firebase-admin as a failure of the transport, so that the library neither
/// waits and retries by itself nor makes a message of the body: our own rules decide.
final class FcmRefusal extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient FcmAnswer answer;

    FcmRefusal(FcmAnswer answer) {
        super("FCM answered with status " + answer.status());
        this.answer = answer;
    }

    FcmAnswer answer() {
        return answer;
    }
}
