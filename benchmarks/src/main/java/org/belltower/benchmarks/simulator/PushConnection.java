package org.belltower.benchmarks.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A client's HTTP/2 connection that does the least: it keeps so many streams open as long as there
/// is something to send, counts the answers by the end of their streams, and reads no header of
/// them. Whoever measures asks the server what it answered. Confined to the event loop of its
/// connection; the counters are shared.
// Netty: what was not written because the peer left shows in what is missing.
@SuppressWarnings("FutureReturnValueIgnored")
final class PushConnection extends ByteToMessageDecoder {

    private static final int FRAME_HEADER = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int FIRST_WINDOW = 65_535;
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE;

    private final Http2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final PushLoad load;
    private final int openStreams;
    private final AtomicLong toSend;
    private final AtomicLong answered;
    private int stream = 1;
    private int open;
    private long window = FIRST_WINDOW;

    /// @param toSend how many pushes are left for all connections
    /// @param answered counts what was answered on all
    PushConnection(PushLoad load, int openStreams, AtomicLong toSend, AtomicLong answered) {
        this.load = load;
        this.openStreams = openStreams;
        this.toSend = toSend;
        this.answered = answered;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.write(Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", StandardCharsets.US_ASCII));
        ByteBuf begin = context.alloc().buffer();
        frame(begin, 6, SETTINGS, 0, 0).writeShort(4).writeInt(LARGEST_WINDOW);
        frame(begin, 4, WINDOW_UPDATE, 0, 0).writeInt(LARGEST_WINDOW - FIRST_WINDOW);
        context.writeAndFlush(begin);
    }

    /// Sends as much as may be sent.
    void send(ChannelHandlerContext context) throws Http2Exception {
        ByteBuf out = context.alloc().buffer(16 * 1024);
        while (open < openStreams && window >= load.body().readableBytes()) {
            long left = toSend.getAndDecrement();
            if (left <= 0) {
                break;
            }
            push(left, out);
        }
        context.writeAndFlush(out);
    }

    private void push(long number, ByteBuf out) throws Http2Exception {
        int begin = out.writerIndex();
        out.writeZero(FRAME_HEADER);
        encoder.encodeHeaders(stream, load.headers(number), out);
        int length = out.writerIndex() - begin - FRAME_HEADER;
        out.setMedium(begin, length).setByte(begin + 3, HEADERS).setByte(begin + 4, END_HEADERS);
        out.setInt(begin + 5, stream);
        ByteBuf body = load.body();
        window -= body.readableBytes();
        frame(out, body.readableBytes(), DATA, END_STREAM, stream).writeBytes(body);
        stream += 2;
        open++;
    }

    private static ByteBuf frame(ByteBuf out, int length, int type, int flags, int stream) {
        return out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> none) {
        if (in.readableBytes() < FRAME_HEADER) {
            return;
        }
        int begin = in.readerIndex();
        int length = in.getUnsignedMedium(begin);
        if (in.readableBytes() < FRAME_HEADER + length) {
            return;
        }
        int type = in.getUnsignedByte(begin + 3);
        int flags = in.getUnsignedByte(begin + 4);
        in.skipBytes(FRAME_HEADER);
        ByteBuf payload = in.readSlice(length);
        switch (type) {
            case DATA, HEADERS -> {
                if ((flags & END_STREAM) != 0) {
                    open--;
                    answered.incrementAndGet();
                }
            }
            case RST_STREAM -> open--;
            case SETTINGS -> {
                if (flags == 0) {
                    context.write(frame(context.alloc().buffer(FRAME_HEADER), 0, SETTINGS, 1, 0));
                }
            }
            case WINDOW_UPDATE -> {
                if (in.getInt(begin + 5) == 0) {
                    window += payload.readInt();
                }
            }
            default -> {
                // PING, GOAWAY: not in a run that counts.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        send(context);
        super.channelReadComplete(context);
    }
}
