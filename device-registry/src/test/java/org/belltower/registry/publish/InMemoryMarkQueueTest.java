package org.belltower.registry.publish;

import org.belltower.model.DistrictId;
import org.belltower.registry.publish.Mark.Kind;

class InMemoryMarkQueueTest implements MarkQueueContract {
    private final InMemoryMarkQueue queue = new InMemoryMarkQueue();

    @Override
    public MarkQueue queue() {
        return queue;
    }

    @Override
    public void mark(Kind kind, DistrictId district, String key) {
        queue.mark(kind, district, key);
    }
}
