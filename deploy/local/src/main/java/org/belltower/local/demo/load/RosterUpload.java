package org.belltower.local.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.model.DistrictId;

/// Brings a roster to device-registry in parts (`POST /v1/roster`), and reads the answer to each item. May be repeated:
/// what is there already stays as it is.
public final class RosterUpload {
    /// Half of what a call may hold: enough that the calls do not count, and few enough to see it go on.
    static final int PART = 500;

    private static final int CONFLICT = 409;
    private static final int MOST_NAMED = 10;

    private final SuiteHttp http;
    private final URI address;
    private final String play;
    private final Patience patience;
    private final Consumer<String> progress;

    /// @param play a name of this play, and of no other one: a part that came with an earlier one is done again, and
    ///     not answered as it was then
    /// @param patience with a part of which no answer came and which is still being written
    /// @param progress is told after each part, if there are several
    public RosterUpload(SuiteHttp http, URI registry, String play, Patience patience, Consumer<String> progress) {
        this.http = http;
        this.address = registry.resolve("/v1/roster");
        this.play = play;
        this.patience = patience;
        this.progress = progress;
    }

    /// Blocks until all is written.
    ///
    /// @param token of the district's office
    /// @throws PlayFailedException naming the items that were refused
    void bring(DistrictId district, List<ObjectNode> items, String token) throws InterruptedException {
        for (int from = 0; from < items.size(); from += PART) {
            int to = Math.min(from + PART, items.size());
            part(district, from, items.subList(from, to), token);
            if (items.size() > PART) {
                progress.accept("Loading " + district + ": " + to + " of " + items.size() + " items of the roster");
            }
        }
    }

    private void part(DistrictId district, int from, List<ObjectNode> items, String token) throws InterruptedException {
        SuiteHttp.Call call = new SuiteHttp.Call(
                "POST",
                address,
                token,
                Map.of("Content-Type", SuiteHttp.JSON, "Idempotency-Key", play + "-" + district + "-" + from),
                SuiteHttp.text(Map.of("items", items)));
        JsonNode answers = SuiteHttp.success(call, answer(call)).path("items");
        if (answers.size() != items.size()) {
            throw new PlayFailedException(
                    call + " answered " + answers.size() + " of " + items.size() + " items of " + district);
        }
        List<String> refused = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            JsonNode answer = answers.path(index);
            if (answer.path("status").asInt() / 100 != 2) {
                refused.add(
                        name(items.get(index)) + " (" + answer.path("status").asInt() + ", "
                                + answer.path("problem").path("detail").asText() + ")");
            }
        }
        if (!refused.isEmpty()) {
            throw new PlayFailedException(call + " refused " + refused.size() + " of " + items.size() + " items of "
                    + district + ": " + named(refused));
        }
    }

    /// The same key while the first attempt, of which no answer came, still runs.
    private SuiteHttp.Answer answer(SuiteHttp.Call call) throws InterruptedException {
        AtomicReference<SuiteHttp.Answer> last = new AtomicReference<>(http.send(call));
        boolean _ = patience.until(() -> {
            if (last.get().status() == CONFLICT) {
                last.set(http.send(call));
            }
            return last.get().status() != CONFLICT;
        });
        return last.get();
    }

    private static String name(ObjectNode item) {
        String id = item.has("id")
                ? item.path("id").asText()
                : item.path("guardian").asText() + " of " + item.path("student").asText();
        return item.path("kind").asText() + " " + id;
    }

    private static String named(List<String> refused) {
        String first = String.join(", ", refused.subList(0, Math.min(MOST_NAMED, refused.size())));
        int more = refused.size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
