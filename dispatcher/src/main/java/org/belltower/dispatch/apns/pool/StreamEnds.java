package org.belltower.dispatch.apns.pool;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/// What frames say of streams whose requests Pushy gives up without an answer. Of these it gives up
/// one as soon as its frame came, so the last of each kind is enough.
///
/// The event loop's.
final class StreamEnds {
    private int lastProcessed = Integer.MAX_VALUE;
    private int refused;
    private int bare;
    private @Nullable CharSequence bareStatus;

    /// Those above were not processed.
    void goAway(int lastStream) {
        lastProcessed = lastStream;
    }

    /// It was not processed.
    void refused(int stream) {
        refused = stream;
    }

    /// It was answered without a body: of a refusal Pushy drops that.
    void answeredBare(int stream, CharSequence status) {
        bare = stream;
        bareStatus = status;
    }

    /// What became of one that left and that Pushy gives up.
    ApnsAnswer of(int stream) {
        if (stream == bare && bareStatus != null) {
            return new ApnsAnswer.Answered(
                    HttpResponseStatus.parseLine(bareStatus).code(), null, null);
        }
        if (stream > lastProcessed) {
            return new ApnsAnswer.NotProcessed("goaway");
        }
        return stream == refused ? new ApnsAnswer.NotProcessed("refused") : new ApnsAnswer.Lost();
    }
}
