package org.belltower.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.simulator.received.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left to chance, and what depends on the clock.
class ChanceTest {

    private static final Reply GONE = Reply.reject(410, "Unregistered");
    private static final Reply LIMITED = Reply.reject(429, "QUOTA_EXCEEDED").withHeader("retry-after", "30");

    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final Script script = new Script(() -> now, 7);

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.02, 0.5, 0.99})
    void a_share_of_pushes_falls_on_about_so_many_and_on_the_same_in_every_run(double share) {
        script.add(Rule.when(Match.any()).reply(GONE).share(share));
        Script again = new Script(() -> now, 7);
        again.add(Rule.when(Match.any()).reply(GONE).share(share));

        List<Reply> replies = replies(script, 100_000);

        assertThat(replies(again, 100_000)).isEqualTo(replies);
        assertThat((double) replies.stream().filter(GONE::equals).count())
                .isCloseTo(100_000 * share, within(4 * Math.sqrt(100_000 * share * (1 - share)) + 1));
    }

    @Test
    void another_seed_falls_on_others_and_a_reset_begins_the_same_again() {
        Rule rule = Rule.when(Match.any()).reply(GONE).share(0.5);
        script.add(rule);
        List<Reply> replies = replies(script, 1_000);
        Script other = new Script(() -> now, 8);
        other.add(rule);

        assertThat(replies(other, 1_000)).isNotEqualTo(replies);

        script.reset();
        assertThat(script.rules()).isEmpty();
        script.add(rule);
        assertThat(replies(script, 1_000)).isEqualTo(replies);
    }

    @Test
    void a_share_of_tokens_falls_on_the_same_tokens_each_time() {
        script.add(Rule.when(Match.any()).reply(GONE).shareOfTokens(0.02));

        Set<Integer> dead = dead(50_000);

        assertThat(dead).hasSizeBetween(850, 1_150);
        assertThat(dead(50_000)).isEqualTo(dead);
    }

    @Test
    void two_rules_with_a_share_fall_on_pushes_independently() {
        script.add(Rule.when(Match.any()).reply(GONE).share(0.5));
        script.add(Rule.when(Match.any()).reply(LIMITED).share(0.5));

        List<Reply> replies = replies(script, 20_000);

        assertThat(replies.stream().filter(LIMITED::equals).count()).isBetween(4_700L, 5_300L);
    }

    @Test
    void what_is_beyond_a_rate_gets_the_reply_until_the_window_ends() {
        script.add(Rule.when(Match.provider(Provider.FCM)).reply(LIMITED).above(Rate.perSecond(200)));

        assertThat(limited("a", 250)).isEqualTo(50);
        assertThat(limited("b", 200)).isZero();
        now = now.plusMillis(999);
        assertThat(limited("a", 10)).isEqualTo(10);
        now = now.plusMillis(1);
        assertThat(limited("a", 201)).isEqualTo(1);
        now = now.plusMillis(3_500);
        assertThat(limited("a", 200)).isZero();
        now = now.plusMillis(500);
        assertThat(limited("a", 200)).isZero();
    }

    @Test
    void a_rate_is_counted_for_each_token_or_for_all_together_as_it_says() {
        Duration hour = Duration.ofHours(1);
        script.add(Rule.when(Match.app("tokens")).reply(LIMITED).above(new Rate(1, hour, Rate.Per.TOKEN)));
        script.add(Rule.when(Match.provider(Provider.FCM)).reply(LIMITED).above(new Rate(1, hour, Rate.Per.ALL)));

        assertThat(decide("x", "tokens")).isEqualTo(Reply.accept());
        assertThat(decide("y", "tokens")).isEqualTo(LIMITED);
        assertThat(decide("x", "tokens")).isEqualTo(LIMITED);
    }

    @Test
    void what_a_rule_leaves_out_uses_up_none_of_its_times() {
        script.add(
                Rule.when(Match.any()).reply(LIMITED).above(Rate.perSecond(3)).times(2));

        assertThat(replies(script, 7))
                .containsExactly(
                        Reply.accept(),
                        Reply.accept(),
                        Reply.accept(),
                        LIMITED,
                        LIMITED,
                        Reply.accept(),
                        Reply.accept());
        assertThat(script.rules()).isEmpty();
    }

    @Test
    void a_uniform_latency_lies_between_its_bounds() {
        Latency.Distribution latency = Latency.uniform(Duration.ofMillis(10), Duration.ofMillis(50));
        script.latency(latency);

        List<Duration> drawn = latencies(10_000);

        assertThat(latency.at(0.25)).isEqualTo(Duration.ofMillis(20));
        assertThat(drawn).allMatch(one -> one.toMillis() >= 10 && one.toNanos() <= 50_000_000);
        assertThat(percentile(drawn, 50)).isCloseTo(30, within(1.0));
    }

    @Test
    void a_lognormal_latency_has_the_median_and_the_p99_that_it_was_given() {
        Latency.Distribution latency = Latency.lognormal(Duration.ofMillis(40), Duration.ofMillis(400));
        script.add(Rule.when(Match.any()).after(latency));

        List<Duration> drawn = latencies(50_000);

        assertThat(latency.at(0.5)).isEqualTo(Duration.ofMillis(40));
        assertThat((double) latency.at(0.99).toNanos()).isCloseTo(400e6, within(1e3));
        assertThat(percentile(drawn, 50)).isCloseTo(40, within(1.5));
        assertThat(percentile(drawn, 99)).isCloseTo(400, within(40.0));
        assertThat(drawn).allMatch(Duration::isPositive);
        assertThat(latencies(100)).isNotEqualTo(drawn.subList(0, 100));
    }

    @Test
    void latencies_are_the_same_in_every_run() {
        script.latency(Latency.lognormal(Duration.ofMillis(40), Duration.ofMillis(400)));
        Script again = new Script(() -> now, 7);
        again.latency(Latency.lognormal(Duration.ofMillis(40), Duration.ofMillis(400)));

        List<Duration> drawn = latencies(100);

        assertThat(IntStream.range(0, 100)
                        .mapToObj(_ -> again.decide(Provider.FCM, "t", "app").latency()))
                .containsExactlyElementsOf(drawn);
    }

    @Test
    void rules_for_access_tokens_hold_for_nothing_else_and_rules_for_all_not_for_them() {
        script.add(Rule.when(Match.any()).reply(GONE));
        script.latency(Duration.ofSeconds(1));

        assertThat(script.decideAccessToken("form")).isEqualTo(new Script.Decision(Reply.accept(), Duration.ZERO));

        script.add(Rule.when(Match.accessTokens()).reply(Reply.stall()).times(1));
        assertThat(decide("t", "app")).isEqualTo(GONE);
        assertThat(script.decideAccessToken("form").reply()).isEqualTo(Reply.stall());
        assertThat(script.decideAccessToken("form").reply()).isEqualTo(Reply.accept());
    }

    private Reply decide(String token, String app) {
        return script.decide(Provider.FCM, token, app).reply();
    }

    private static List<Reply> replies(Script script, int pushes) {
        return IntStream.range(0, pushes)
                .mapToObj(i -> script.decide(Provider.APNS, "t" + i, "app").reply())
                .toList();
    }

    private List<Duration> latencies(int pushes) {
        return IntStream.range(0, pushes)
                .mapToObj(_ -> script.decide(Provider.FCM, "t", "app").latency())
                .toList();
    }

    private Set<Integer> dead(int tokens) {
        return IntStream.range(0, tokens)
                .filter(i -> decide("token-" + i, "app").equals(GONE))
                .boxed()
                .collect(Collectors.toSet());
    }

    private long limited(String app, int pushes) {
        return IntStream.range(0, pushes)
                .filter(_ -> decide("t", app).equals(LIMITED))
                .count();
    }

    private static double percentile(List<Duration> drawn, int percent) {
        return drawn.stream()
                        .sorted()
                        .toList()
                        .get(drawn.size() * percent / 100)
                        .toNanos()
                / 1e6;
    }
}
