package org.belltower.ingest.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Places in PostgreSQL's write-ahead log.
///
/// `source.lsn` is where the row was written. It grows with each change of one row, which is locked until its
/// transaction is committed, but not from entry to entry: transactions are read in the order of their
/// commits. `source.sequence`, a text that holds a list, begins with the commit before the entry's
/// transaction, and that does not go back. (Debezium's documentation of the connector, "Change event
/// values".)
final class PostgresLog {
    private PostgresLog() {}

    /// @throws MalformedMessageException naming the field
    static long position(JsonNode source) throws MalformedMessageException {
        JsonNode lsn = source.path("lsn");
        if (!lsn.canConvertToLong() || !lsn.isIntegralNumber() || lsn.longValue() < 0) {
            throw new MalformedMessageException("source.lsn", "must be a whole number from 0 up");
        }
        return lsn.longValue();
    }

    /// @throws MalformedMessageException naming the field
    static long committed(JsonNode source) throws MalformedMessageException {
        JsonNode sequence = source.path("sequence");
        if (!sequence.isTextual()) {
            return position(source);
        }
        JsonNode list = JsonCodec.read(sequence.textValue().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        String commit = list.path(0).asText("");
        try {
            // Before the first commit that was read there is none.
            return commit.isEmpty() || commit.equals("null") ? position(source) : Long.parseLong(commit);
        } catch (NumberFormatException e) {
            throw new MalformedMessageException("source.sequence", "must begin with a position");
        }
    }
}
