package org.belltower.local.demo.drive;

import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.model.Provider;

/// How many sends had no answer, as the dispatcher counts them (`belltower.dispatch.sends`, `unknown`): their deadline
/// passed, or the connection ended. The provider may have such a push or not, so it is sent once more under the same id
/// (I-27). It counts from its start.
public final class UnansweredSends {
    private static final Pattern SENDS = Pattern.compile("belltower_dispatch_sends_total\\{([^}]*)} ([0-9.eE+]+)");
    private static final Pattern PROVIDER = Pattern.compile("provider=\"([a-z]+)\"");

    private final SuiteHttp http;
    private final URI metrics;

    /// @param management where the dispatcher tells its metrics
    public UnansweredSends(SuiteHttp http, URI management) {
        this.http = http;
        this.metrics = management.resolve("/q/metrics");
    }

    /// By provider, since this dispatcher started. Blocks for a request.
    public Map<Provider, Long> count() throws InterruptedException {
        String text = http.require(new SuiteHttp.Call("GET", metrics, null, Map.of("Accept", "text/plain"), null))
                .asText();
        return read(text);
    }

    static Map<Provider, Long> read(String metrics) {
        Map<Provider, Long> unanswered = new EnumMap<>(Provider.class);
        Matcher sends = SENDS.matcher(metrics);
        while (sends.find()) {
            String tags = sends.group(1);
            Matcher provider = PROVIDER.matcher(tags);
            if (tags.contains("answer=\"unknown\"") && provider.find()) {
                unanswered.merge(
                        Provider.valueOf(provider.group(1).toUpperCase(Locale.ROOT)),
                        (long) Double.parseDouble(sends.group(2)),
                        Long::sum);
            }
        }
        return unanswered;
    }
}
