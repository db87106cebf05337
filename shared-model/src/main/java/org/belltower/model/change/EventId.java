package org.belltower.model.change;

import org.belltower.model.InvalidFieldException;

/// What makes an event itself within its district: the client that sent it, and the CloudEvents `source` and `id`
/// ("producers MUST ensure that source + id is unique for each distinct event", CloudEvents 1.0).
///
/// @param client the client id of the producer's token
/// @param source the CloudEvents source, a URI reference that belongs to the client
/// @param id the CloudEvents id
public record EventId(String client, String source, String id) {
    public EventId {
        InvalidFieldException.text("client", client, 255);
        InvalidFieldException.text("source", source, 512);
        InvalidFieldException.text("id", id, 255);
    }
}
