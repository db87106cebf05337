package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.script.Latency;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Rate;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.belltower.simulator.script.Script;
import org.belltower.simulator.script.Share;

/// Rules of the script as JSON.
final class RuleJson {

    private RuleJson() {}

    static Rule read(Fields body) {
        Match match = match(body.object("match"));
        Rule rule = Rule.when(match)
                .reply(reply(body.object("reply")))
                .times(body.optionalInteger("times", 1, Rule.FOREVER).orElse(Rule.FOREVER));
        rule = latency(body, rule);
        OptionalDouble share = body.optionalShare("share");
        Share.Of of = body.optionalName("shareOf", Share.Of.class).orElse(Share.Of.PUSHES);
        if (share.isPresent()) {
            rule = rule.share(new Share(share.getAsDouble(), of));
        }
        Optional<Rate> above = body.optionalObject("above").map(RuleJson::rate);
        if (above.isPresent()) {
            rule = rule.above(above.get());
        }
        Optional<Drip> drip = body.optionalObject("drip").map(RuleJson::drip);
        if (drip.isPresent()) {
            rule = rule.drip(drip.get());
        }
        body.requireNoOthers();
        return rule;
    }

    private static Rule latency(Fields body, Rule rule) {
        OptionalLong millis = body.optionalInteger("latencyMillis", 0, LatencyJson.MOST_MILLIS);
        Optional<Latency.Distribution> latency = body.optionalObject("latency").map(LatencyJson::read);
        if (millis.isPresent() && latency.isPresent()) {
            throw ControlProblem.field(body.path("latency"), "is said by latencyMillis already");
        }
        if (millis.isPresent()) {
            return rule.after(Duration.ofMillis(millis.getAsLong()));
        }
        return latency.isPresent() ? rule.after(latency.get()) : rule;
    }

    private static Rate rate(Fields json) {
        Rate rate = new Rate(
                json.integer("pushes", 0, Long.MAX_VALUE),
                Duration.ofMillis(json.optionalInteger("withinMillis", 1, LatencyJson.MOST_MILLIS)
                        .orElse(1_000)),
                json.optionalName("per", Rate.Per.class).orElse(Rate.Per.APP));
        json.requireNoOthers();
        return rate;
    }

    static Drip drip(Fields json) {
        Drip drip = new Drip(
                (int) json.integer("bytes", 1, Integer.MAX_VALUE),
                Duration.ofMillis(json.integer("everyMillis", 1, LatencyJson.MOST_MILLIS)));
        json.requireNoOthers();
        return drip;
    }

    static ObjectNode write(Script.Standing standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", standing.id());
        Rule rule = standing.rule();
        write(rule.match(), json.putObject("match"));
        ReplyJson.write(rule.reply(), json.putObject("reply"));
        switch (rule.latency()) {
            case Latency.Usual() -> {
                // No field: as for all.
            }
            case Latency.Fixed(Duration latency) -> json.put("latencyMillis", latency.toMillis());
            case Latency.Distribution latency -> json.set("latency", LatencyJson.write(latency));
        }
        if (rule.times() != Rule.FOREVER) {
            json.put("times", rule.times()).put("remaining", standing.remaining());
        }
        if (rule.share().part() < 1) {
            json.put("share", rule.share().part())
                    .put("shareOf", name(rule.share().of()));
        }
        Rate above = rule.above();
        if (above != null) {
            json.putObject("above")
                    .put("pushes", above.pushes())
                    .put("withinMillis", above.within().toMillis())
                    .put("per", name(above.per()));
        }
        Drip drip = rule.drip();
        if (drip != null) {
            json.putObject("drip")
                    .put("bytes", drip.bytes())
                    .put("everyMillis", drip.every().toMillis());
        }
        return json;
    }

    private static void write(Match match, ObjectNode json) {
        switch (match) {
            case Match.Token(String token) -> json.put("token", token);
            case Match.App(String app) -> json.put("app", app);
            case Match.Of(Provider provider) -> json.put("provider", name(provider));
            case Match.AccessTokens() -> json.put("accessTokens", true);
            case Match.Any() -> {
                // No field: everything matches.
            }
        }
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Provider provider(String field, String name) {
        for (Provider provider : Provider.values()) {
            if (name(provider).equals(name)) {
                return provider;
            }
        }
        throw ControlProblem.field(field, "must be apns or fcm");
    }

    private static Match match(Fields json) {
        Optional<String> token = json.optionalText("token");
        Optional<String> app = json.optionalText("app");
        Optional<String> provider = json.optionalText("provider");
        boolean accessTokens = json.optionalBool("accessTokens", false);
        json.requireNoOthers();
        long named = Stream.of(token, app, provider).filter(Optional::isPresent).count() + (accessTokens ? 1 : 0);
        if (named > 1) {
            throw ControlProblem.field(
                    "match", "names one of token, app, provider and accessTokens, or none for all pushes");
        }
        if (accessTokens) {
            return Match.accessTokens();
        }
        return token.map(Match::token)
                .or(() -> app.map(Match::app))
                .or(() -> provider.map(name -> Match.provider(provider("match.provider", name))))
                .orElseGet(Match::any);
    }

    private static Reply reply(Fields json) {
        Reply reply = ReplyJson.read(json);
        json.requireNoOthers();
        return reply;
    }
}
