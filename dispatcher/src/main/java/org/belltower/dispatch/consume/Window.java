package org.belltower.dispatch.consume;

/// How much of a partition may be in hand.
///
/// @param unfinished the most records without outcome
/// @param span the most records between the committed position and the newest one in hand, done or not: while one of
///     them waits long, this many others still pass it
public record Window(int unfinished, int span) {
    public Window {
        if (unfinished < 1 || span < unfinished) {
            throw new IllegalArgumentException("a window needs 1 <= unfinished <= span");
        }
    }
}
