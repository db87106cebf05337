package org.belltower.dispatch.kafka;

import org.belltower.dispatch.deferral.Shelf;
import org.belltower.dispatch.outcome.kafka.KafkaDeadLetters;

/// Where records go that do not end by an outcome.
///
/// @param deadLetters those that nobody can use
/// @param shelf those that wait long
public record Aside(KafkaDeadLetters deadLetters, Shelf shelf) {}
