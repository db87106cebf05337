package org.belltower.dispatch.consume;

/// Where a partition's assignment begins.
///
/// @param epoch larger than that of every earlier assignment in this process
/// @param position the committed position, or the beginning of the lane
/// @param outcomesFrom where the tail of the outcomes was read from
/// @param outcomesEnd where it ended: the end of the outcomes' partition after the assignment
/// @param done what the tail says is done
public record Assignment(long epoch, int partition, long position, long outcomesFrom, long outcomesEnd, DoneSet done) {}
