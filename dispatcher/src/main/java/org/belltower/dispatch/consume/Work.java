package org.belltower.dispatch.consume;

/// One polled record in hand. The epoch names the assignment it was polled under: when a partition has come back,
/// work of its former assignment no longer counts.
public record Work(long epoch, int partition, long offset) {}
