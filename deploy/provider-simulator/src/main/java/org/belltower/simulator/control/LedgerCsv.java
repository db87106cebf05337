package org.belltower.simulator.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.LedgerEntry;
import org.belltower.simulator.received.PushRecord;

/// The ledger as comma-separated values (RFC 4180), a line an entry, read and written a page at a
/// time so that a million need no memory.
final class LedgerCsv {

    private static final int PAGE = 10_000;
    private static final String HEADER = "sequence,arrivedAtMicros,provider,pushId,answer\n";

    private LedgerCsv() {}

    /// @param since entries with a higher sequence
    /// @param limit at most so many
    static void write(PushRecord received, long since, long limit, OutputStream out) throws IOException {
        out.write(HEADER.getBytes(StandardCharsets.UTF_8));
        long from = since;
        long left = limit;
        while (left > 0) {
            List<LedgerEntry> page = received.ledger(from, (int) Math.min(PAGE, left));
            if (page.isEmpty()) {
                return;
            }
            StringBuilder lines = new StringBuilder(page.size() * 80);
            page.forEach(entry -> line(entry, lines));
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            from = page.getLast().sequence();
            left -= page.size();
        }
    }

    private static void line(LedgerEntry entry, StringBuilder lines) {
        lines.append(entry.sequence()).append(',');
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.arrivedAt());
        lines.append(micros).append(',');
        lines.append(RuleJson.name(entry.provider())).append(',');
        String pushId = entry.pushId();
        if (pushId != null) {
            quoted(pushId, lines);
        }
        lines.append(',');
        quoted(answer(entry.answer()), lines);
        lines.append('\n');
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> "200";
            case Answer.Rejected(int status, String reason) -> (status + " " + reason).strip();
            case Answer.Reset(long errorCode) -> "reset " + errorCode;
            case Answer.Stalled() -> "stalled";
            case Answer.Disconnected() -> "disconnected";
        };
    }

    private static void quoted(String text, StringBuilder lines) {
        if (text.chars().allMatch(c -> c >= ' ' && c != '"' && c != ',')) {
            lines.append(text);
        } else {
            lines.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
