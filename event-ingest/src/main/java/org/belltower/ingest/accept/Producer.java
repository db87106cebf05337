package org.belltower.ingest.accept;

import java.util.List;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;

/// Who sends events: a SIS of one district, as its verified token says (I-9).
///
/// @param client the client id of the token
/// @param sources the CloudEvents sources that belong to the client
public record Producer(DistrictId district, String client, List<String> sources) {
    public Producer {
        InvalidFieldException.required("district", district);
        InvalidFieldException.text("client", client, 255);
        sources = List.copyOf(sources);
    }

    public ProducerId id() {
        return new ProducerId(district, client);
    }

    /// Whether a source belongs to the client: it is one of its sources, or continues one after a slash. `/sis/north`
    /// owns `/sis/north/grades` and not `/sis/northwest`.
    public boolean owns(String source) {
        return sources.stream()
                .filter(own -> !own.isBlank())
                .anyMatch(own -> source.equals(own) || source.startsWith(own.endsWith("/") ? own : own + "/"));
    }
}
