package org.belltower.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.belltower.simulator.received.Provider;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final Reply GONE = Reply.reject(410, "Unregistered");
    private static final Reply BUSY = Reply.reject(503, "ServiceUnavailable");
    private static final Reply LIMITED = Reply.reject(429, "TooManyRequests");

    private final Script script = new Script(InstantSource.system(), 0);

    @Test
    void without_rules_every_push_is_accepted_after_the_usual_latency() {
        script.latency(Duration.ofMillis(40));

        assertThat(script.decide(Provider.APNS, "t", "app"))
                .isEqualTo(new Script.Decision(Reply.accept(), Duration.ofMillis(40)));
    }

    @Test
    void a_rule_for_a_token_goes_before_one_for_its_app_its_provider_and_all_whatever_came_first() {
        script.add(Rule.when(Match.any()).reply(Reply.stall()));
        script.add(Rule.when(Match.provider(Provider.FCM)).reply(LIMITED));
        script.add(Rule.when(Match.app("project")).reply(BUSY));
        script.add(Rule.when(Match.token("dead")).reply(GONE));

        assertThat(reply(Provider.FCM, "dead", "project")).isEqualTo(GONE);
        assertThat(reply(Provider.FCM, "other", "project")).isEqualTo(BUSY);
        assertThat(reply(Provider.FCM, "other", "elsewhere")).isEqualTo(LIMITED);
        assertThat(reply(Provider.APNS, "other", "elsewhere")).isEqualTo(Reply.stall());
    }

    @Test
    void among_rules_for_the_same_pushes_the_first_decides_until_its_times_are_used_up() {
        script.add(Rule.when(Match.token("t")).reply(BUSY).times(2));
        script.add(Rule.when(Match.token("t")).reply(GONE).times(1));

        assertThat(reply(Provider.APNS, "t", "app")).isEqualTo(BUSY);
        assertThat(reply(Provider.APNS, "t", "app")).isEqualTo(BUSY);
        assertThat(reply(Provider.APNS, "t", "app")).isEqualTo(GONE);
        assertThat(reply(Provider.APNS, "t", "app")).isEqualTo(Reply.accept());
        assertThat(script.rules()).isEmpty();
    }

    @Test
    void a_rule_has_its_own_latency_or_the_usual_one_of_the_moment() {
        script.add(Rule.when(Match.token("slow")).after(Duration.ofSeconds(3)));
        script.add(Rule.when(Match.token("usual")));
        script.latency(Duration.ofMillis(7));

        assertThat(script.decide(Provider.APNS, "slow", "app").latency()).isEqualTo(Duration.ofSeconds(3));
        assertThat(script.decide(Provider.APNS, "usual", "app").latency()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void a_removed_rule_no_longer_decides() {
        long id = script.add(Rule.when(Match.any()).reply(BUSY));

        assertThat(script.remove(id)).isTrue();
        assertThat(script.remove(id)).isFalse();
        assertThat(reply(Provider.APNS, "t", "app")).isEqualTo(Reply.accept());
    }

    @Test
    void clearing_removes_every_rule_and_keeps_the_usual_latency() {
        script.latency(Duration.ofMillis(5));
        script.add(Rule.when(Match.any()).reply(BUSY));
        script.add(Rule.when(Match.token("t")).reply(GONE));

        script.clear();

        assertThat(script.rules()).isEmpty();
        assertThat(script.decide(Provider.APNS, "t", "app"))
                .isEqualTo(new Script.Decision(Reply.accept(), Duration.ofMillis(5)));
    }

    @Test
    void standing_rules_come_in_the_order_in_which_they_were_added_with_what_is_left() {
        Rule first = Rule.when(Match.any()).reply(BUSY);
        Rule second = Rule.when(Match.token("t")).reply(GONE).times(3);
        long firstId = script.add(first);
        long secondId = script.add(second);
        script.decide(Provider.APNS, "t", "app");

        assertThat(script.rules())
                .containsExactly(
                        new Script.Standing(firstId, first, Rule.FOREVER), new Script.Standing(secondId, second, 2));
    }

    @Test
    void many_threads_use_up_a_rule_exactly_as_often_as_it_says() throws Exception {
        script.add(Rule.when(Match.any()).reply(BUSY).times(500));
        LongAdder refused = new LongAdder();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> {
                    if (reply(Provider.APNS, "t", "app").equals(BUSY)) {
                        refused.increment();
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(refused.sum()).isEqualTo(500);
    }

    @Test
    void rules_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Reply.reject(200, "Fine")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reply.reject(410, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reply.reject(503, "Shutdown").withHeader("Retry-After", "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rule.when(Match.any()).times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Match.token("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rule_does_not_show_the_token_it_is_for() {
        assertThat(Rule.when(Match.token("secret")).toString()).doesNotContain("secret");
    }

    private Reply reply(Provider provider, String token, String app) {
        return script.decide(provider, token, app).reply();
    }
}
