package org.belltower.registry.publish;

import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.WireRecord;

/// A record and where it goes.
public record Publication(TopicSpec topic, WireRecord record) {}
