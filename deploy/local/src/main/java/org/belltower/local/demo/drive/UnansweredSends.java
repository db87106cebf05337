package org.belltower.local.demo.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.model.push.PushId;

/// Which sends had no answer, as the dispatcher logs them (`event=send-unanswered`): their deadline passed, or the
/// connection ended. The provider may have such a push or not, so it is sent once more under the same id (I-27).
/// Belongs to one thread.
public final class UnansweredSends {
    private static final Pattern LINE =
            Pattern.compile("event=send-unanswered push=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) provider=[a-z]+");

    private final Path log;
    private int read;

    /// @param log of the dispatcher, all of its lives one after the other
    public UnansweredSends(Path log) {
        this.log = log;
    }

    /// Those that were logged since the last call, by push: how many sends of it. After a kill, those of the life that
    /// has ended.
    ///
    /// @throws PlayFailedException if the log cannot be read
    public Map<PushId, Integer> next() {
        byte[] all;
        try {
            all = Files.readAllBytes(log);
        } catch (IOException e) {
            throw new PlayFailedException("the dispatcher's log cannot be read");
        }
        Map<PushId, Integer> unanswered = read(new String(all, read, all.length - read, StandardCharsets.UTF_8));
        read = all.length;
        return unanswered;
    }

    static Map<PushId, Integer> read(String lines) {
        Map<PushId, Integer> unanswered = new HashMap<>();
        Matcher line = LINE.matcher(lines);
        while (line.find()) {
            unanswered.merge(new PushId(UUID.fromString(line.group(1))), 1, Integer::sum);
        }
        return unanswered;
    }
}
