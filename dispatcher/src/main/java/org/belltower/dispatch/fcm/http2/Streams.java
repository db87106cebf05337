package org.belltower.dispatch.fcm.http2;

/// What can be under way at once.
///
/// @param connections that take requests now
/// @param allowed on them, by what each one's server announced last
/// @param inUse on them
/// @param attainable with as many connections as there may be, if they allow what the newest one
///     did
public record Streams(int connections, int allowed, int inUse, int attainable) {}
