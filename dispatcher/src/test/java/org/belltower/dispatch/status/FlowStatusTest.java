package org.belltower.dispatch.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard.Tripped;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.flow.Turn;
import org.belltower.dispatch.limit.Quota;
import org.belltower.dispatch.status.BreakerStatus.BreakerState;
import org.belltower.dispatch.status.FlowStatus.ByLane;
import org.belltower.dispatch.status.FlowStatus.QuotaStatus;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

class FlowStatusTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AppId FAMILY = new AppId("family");
    private static final AppId CAMP = new AppId("camp");
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");

    private static FlowState state(Breaker.State outage) {
        return new FlowState(
                40,
                3,
                2,
                1,
                7,
                Duration.ofMillis(1_500),
                new Quota(2_500, 12, Duration.ofSeconds(4)),
                outage,
                Map.of(CAMP, new Breaker.State.Open("InvalidProviderToken", NOON, NOON.plusSeconds(10), 1, true)),
                Map.of(
                        new Turn.Party(new DistrictId("elm"), FAMILY), new Tripped(NOON.plusSeconds(5), NOON, 0),
                        new Turn.Party(new DistrictId("oak"), FAMILY), new Tripped(NOON.plusSeconds(3), NOON, 0)));
    }

    @Test
    void I53_a_credential_is_told_by_lane_with_its_limit_its_oldest_and_its_quota() {
        assertThat(FlowStatus.of(state(new Breaker.State.Closed())))
                .isEqualTo(new FlowStatus(
                        40,
                        new ByLane(3, 2),
                        new ByLane(1, 7),
                        1.5,
                        new BreakerStatus(BreakerState.CLOSED, null, null, null, 0),
                        new QuotaStatus(2_500, 12, 4)));
    }

    @Test
    void an_open_breaker_says_why_since_when_and_when_it_asks_again() {
        Breaker.State open = new Breaker.State.Open("ServiceUnavailable", NOON, NOON.plusSeconds(2), 3, false);
        assertThat(FlowStatus.of(state(open)).provider())
                .isEqualTo(new BreakerStatus(BreakerState.OPEN, "ServiceUnavailable", NOON, NOON.plusSeconds(2), 3));
    }

    @Test
    void a_refusal_and_wrong_tokens_are_told_of_the_app_that_they_concern_and_name_no_district() {
        FlowState state = state(new Breaker.State.Closed());
        AppFlowStatus camp = AppFlowStatus.of(state, CAMP);
        assertThat(camp.refusal().state()).isEqualTo(BreakerState.PROBING);
        assertThat(camp.refusal().reason()).isEqualTo("InvalidProviderToken");
        assertThat(camp.otherEnvironment()).isNull();
        AppFlowStatus family = AppFlowStatus.of(state, FAMILY);
        assertThat(family.refusal().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(family.otherEnvironment()).isEqualTo(new EnvironmentStatus(2, NOON.plusSeconds(3)));
    }

    @Test
    void a_backlog_that_was_not_counted_is_not_known_and_not_0() {
        assertThat(BacklogStatus.of(Optional.empty())).isNull();
        assertThat(BacklogStatus.of(Optional.of(new Backlog(List.of(), NOON))))
                .isEqualTo(new BacklogStatus(0, null, NOON));
    }

    @Test
    void a_backlog_is_told_by_credential_and_app() {
        Optional<Backlog> backlog = Optional.of(new Backlog(
                List.of(
                        new Held(null, FAMILY, 100, NOON),
                        new Held(TEAM.toString(), CAMP, 4, NOON.plusSeconds(2)),
                        new Held(TEAM.toString(), FAMILY, 3, NOON.plusSeconds(1)),
                        new Held("FCM/project", FAMILY, 50, NOON)),
                NOON));
        assertThat(BacklogStatus.of(backlog)).isEqualTo(new BacklogStatus(157, NOON, NOON));
        assertThat(BacklogStatus.of(backlog, TEAM)).isEqualTo(new BacklogStatus(7, NOON.plusSeconds(1), NOON));
        assertThat(BacklogStatus.of(backlog, TEAM, CAMP)).isEqualTo(new BacklogStatus(4, NOON.plusSeconds(2), NOON));
    }
}
