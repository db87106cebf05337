package org.belltower.dispatch.apns.pool;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.function.BooleanSupplier;

/// Stands between Pushy and the wire, and keeps Pushy from closing a connection that still owes
/// answers: upon GOAWAY it would close at once, and everything in flight were lost (RFC 9113,
/// section 6.8, has the sender wait for the streams up to the last one). Who has it wait, closes.
///
/// The event loop's.
final class PatientClose extends ChannelOutboundHandlerAdapter {
    private final BooleanSupplier waits;

    PatientClose(BooleanSupplier waits) {
        this.waits = waits;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (waits.getAsBoolean()) {
            var _ = context.channel().closeFuture().addListener(_ -> promise.trySuccess());
        } else {
            var _ = context.close(promise);
        }
    }
}
