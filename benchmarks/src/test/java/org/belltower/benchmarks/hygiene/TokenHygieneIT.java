package org.belltower.benchmarks.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.registry.hygiene.Retirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// C9, R7, R8, from a provider's answer to what the registry makes of it: the dispatcher as it was
/// packaged by the same build, the provider simulator, Kafka, and the registry's own parts on
/// PostgreSQL.
@Timeout(300)
class TokenHygieneIT {
    private static final Duration HOUR_AND_MORE = Duration.ofMinutes(61);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int TRIES = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void R7_R8_tokens_are_retired_on_proof_about_themselves_and_never_by_a_wrong_environment() throws Exception {
        SampleDistrict district = new SampleDistrict(Provider.APNS);
        try (DispatchBed bed = new DispatchBed(folder, district, new DispatchBed.Order(0, 100, false));
                Registry registry = new Registry(bed.bootstrapServers(), SampleDistrict.DISTRICT, SampleDistrict.APP)) {
            Suite suite = new Suite(bed, registry);
            suite.proofFromBeforeTheLastRegistrationKeepsTheToken();
            suite.proofFromAfterItRetiresTheToken();
            suite.unregisteredAfterARotationKeepsTheNewToken();
            suite.aTokenThatIsRefusedTwiceWhileOthersAreAcceptedIsRetired();
            suite.aWrongEnvironmentRetiresNone();
        }
    }

    /// One after another: starting it all takes longer than they do.
    private record Suite(DispatchBed bed, Registry registry) {
        private void proofFromBeforeTheLastRegistrationKeepsTheToken() throws InterruptedException {
            DeviceId phone = iphone("kept");
            Instant died = Instant.now();
            registry.register(phone, SampleDistrict.APP, Provider.APNS, token(phone));
            answer(token(phone), "\"status\":410,\"reason\":\"Unregistered\",\"timestamp\":\"" + died + "\"");
            push(phone);

            assertThat(registry.nextSettled()).isEqualTo(Retirement.Kept.REGISTERED_SINCE);
            assertThat(registry.hasToken(phone)).isTrue();
            bed.simulator().forgetDead();
        }

        private void proofFromAfterItRetiresTheToken() throws InterruptedException {
            DeviceId phone = iphone("dead");
            answer(token(phone), "\"status\":410,\"reason\":\"Unregistered\",\"timestamp\":\"" + Instant.now() + "\"");
            push(phone);

            assertThat(registry.nextSettled()).isInstanceOf(Retirement.Retired.class);
            assertThat(registry.hasToken(phone)).isFalse();
            bed.simulator().forgetDead();
        }

        private void unregisteredAfterARotationKeepsTheNewToken() throws InterruptedException {
            DeviceId phone = new DeviceId("android");
            DeviceToken first = new DeviceToken("first-of-android:" + "a".repeat(100));
            registry.register(phone, SampleDistrict.APP, Provider.FCM, first);
            // Then the connection and the access token are there.
            bed.simulator().forget();
            push(phone);
            awaitReceived();
            answer(first, "\"status\":404,\"reason\":\"UNREGISTERED\"");
            bed.simulator().latency(Duration.ofSeconds(5));
            push(phone);
            awaitOnItsWay();
            registry.rotate(phone, new DeviceToken("second-of-android:" + "b".repeat(100)));

            assertThat(registry.nextSettled()).isEqualTo(Retirement.Kept.OTHER_TOKEN);
            assertThat(registry.hasToken(phone)).isTrue();
            bed.simulator().latency(Duration.ZERO);
            bed.simulator().forgetDead();
        }

        private void awaitReceived() {
            long began = System.nanoTime();
            while (bed.simulator().received().isEmpty()) {
                assertThat(System.nanoTime() - began).isLessThan(SOON.toNanos());
            }
        }

        /// A moment after its permit was granted it is written, and the answer takes seconds.
        private void awaitOnItsWay() throws InterruptedException {
            long began = System.nanoTime();
            while (bed.inFlight() == 0) {
                assertThat(System.nanoTime() - began).isLessThan(SOON.toNanos());
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }

        private void aTokenThatIsRefusedTwiceWhileOthersAreAcceptedIsRetired() throws InterruptedException {
            List<DeviceId> others = IntStream.range(0, 3)
                    .mapToObj(other -> iphone("other-" + other))
                    .toList();
            DeviceId bad = iphone("bad");
            answer(token(bad), "\"status\":400,\"reason\":\"BadDeviceToken\"");
            push(bad);
            assertThat(registry.nextSettled()).isInstanceOf(Retirement.Suspected.class);
            push(bad);
            assertThat(registry.nextSettled()).isEqualTo(Retirement.Kept.TOO_SOON);

            registry.pass(HOUR_AND_MORE);
            others.forEach(this::push);
            Retirement last = Retirement.Kept.OTHERS_REFUSED;
            // The others' partitions may be read later.
            for (int tries = 0; tries < TRIES && Retirement.Kept.OTHERS_REFUSED.equals(last); tries++) {
                push(bad);
                last = registry.nextSettled();
            }
            assertThat(last).isInstanceOf(Retirement.Retired.class);
            assertThat(registry.hasToken(bad)).isFalse();
            bed.simulator().forgetDead();
        }

        private void aWrongEnvironmentRetiresNone() throws InterruptedException {
            List<DeviceId> phones = IntStream.range(0, 8)
                    .mapToObj(phone -> iphone("all-" + phone))
                    .toList();
            bed.simulator().rule("""
                    {"match": {"provider": "apns"},
                     "reply": {"type": "reject", "status": 400, "reason": "BadDeviceToken"}}""");
            phones.forEach(this::push);
            for (DeviceId _ : phones) {
                assertThat(registry.nextSettled()).isInstanceOf(Retirement.Suspected.class);
            }

            registry.pass(HOUR_AND_MORE);
            phones.forEach(this::push);
            for (DeviceId _ : phones) {
                assertThat(registry.nextSettled()).isEqualTo(Retirement.Kept.OTHERS_REFUSED);
            }
            assertThat(phones).allMatch(registry::hasToken);
        }

        private DeviceId iphone(String name) {
            DeviceId phone = new DeviceId(name);
            registry.register(phone, SampleDistrict.APP, Provider.APNS, token(phone));
            return phone;
        }

        private static DeviceToken token(DeviceId phone) {
            return new DeviceToken(
                    HexFormat.of().formatHex((phone.value() + "-token").getBytes(StandardCharsets.UTF_8)));
        }

        private void answer(DeviceToken token, String reply) {
            bed.simulator().rule("""
                    {"match": {"token": "%s"}, "reply": {"type": "reject", %s}}""".formatted(token.value(), reply));
        }

        private void push(DeviceId phone) {
            Instant now = Instant.now();
            bed.feeder()
                    .write(List.of(new Push(
                            new PushId(UUID.randomUUID()),
                            SampleDistrict.DISTRICT,
                            phone,
                            Registry.person(phone),
                            registry.sessionEpoch(phone),
                            new PushCause.TestCause(),
                            Category.GRADES.area(),
                            "A test",
                            "Nothing happened.",
                            now,
                            now.plus(Duration.ofMinutes(5)))));
        }
    }
}
