package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;

/// One complete request. Valid only during the call that receives it: the body's memory is reused afterwards.
///
/// @param connection number of the connection since the start of the simulator
/// @param stream HTTP/2 stream id
/// @param headers with the pseudo headers
/// @param body at most as many bytes as the endpoint keeps
/// @param bodyLength how many bytes were sent, those not kept included
public record ProviderRequest(long connection, int stream, Http2Headers headers, ByteBuf body, long bodyLength) {}
