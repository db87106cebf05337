package org.belltower.local.demo.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.provider.HeldPush;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.scenario.ScenarioResult;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDayPlayIT {
    private static final FirstDay DAY = FirstDayFiles.load();

    @Test
    void a_suite_that_does_what_is_written_down_is_found_to_do_so(@TempDir Path folder) throws Exception {
        try (StandInSuite suite = new StandInSuite(DAY, folder)) {
            ScenarioResult result = new FirstDayPlay(DAY, suite, suite).play();
            assertThat(suite.told).contains("missing 0, unexpected 0, duplicate 0");
            assertThat(result).isEqualTo(ScenarioResult.AS_EXPECTED);
            assertThat(suite.calls)
                    .contains("PUT /v1/district by birch-lake-office")
                    .contains("PUT /v1/push-notifications by birch-lake-office")
                    .containsSubsequence(
                            "PUT /v1/devices/home-tablet by ewa-kowalska@maple-valley",
                            "PUT /v1/devices/home-tablet/preferences by ewa-kowalska@maple-valley",
                            "PUT /v1/devices/home-tablet by piotr-nowak@maple-valley",
                            "PUT /v1/devices/home-tablet/preferences by piotr-nowak@maple-valley")
                    .contains("POST /v1/devices/sami-phone/logout by sami-haddad@maple-valley")
                    .contains("POST /v1/devices/rui-phone/logout by rui-silva@maple-valley")
                    .containsOnlyOnce("PUT /v1/students/nuno-silva/guardians/marta-silva by maple-valley-office")
                    .endsWith("PUT /v1/students/nuno-silva/guardians/marta-silva by maple-valley-office");
            assertThat(suite.roster)
                    .filteredOn(item -> item.path("guardian").asText().equals("mai-tran"))
                    .singleElement()
                    .satisfies(item -> assertThat(item.path("by").asText() + " "
                                    + item.path("op").asText() + " relationship to "
                                    + item.path("student").asText())
                            .isEqualTo("maple-valley-office put relationship to linh-tran"));
            assertThat(suite.tokens.get(new Phone(new DistrictId("maple-valley"), new DeviceId("rosa-phone"))))
                    .matches("[0-9a-f]{64}");
        }
    }

    @Test
    void a_suite_that_sends_what_waited_though_its_right_was_taken_away_is_found_out(@TempDir Path folder)
            throws Exception {
        Phone rui = new Phone(new DistrictId("maple-valley"), new DeviceId("rui-phone"));
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public void tell(String line) {
                if (line.startsWith("Took 3 rights away")) {
                    HeldPush.of(DAY).stream()
                            .filter(push -> push.phone().equals(rui))
                            .forEach(push -> providers.receive(rui, push.id(), 200));
                }
                super.tell(line);
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.NOT_AS_EXPECTED);
            assertThat(suite.told).contains("missing 0, unexpected 1, duplicate 0");
        }
    }

    @Test
    void a_play_whose_roster_is_refused_ends_and_names_the_items(@TempDir Path folder) throws Exception {
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            ObjectNode answer(int index, JsonNode item) {
                ObjectNode answer = super.answer(index, item);
                if (item.path("id").asText().equals("ana-ruiz")) {
                    answer.put("status", 409).putObject("problem").put("detail", "items[5] is a guardian");
                }
                return answer;
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.NOT_AS_EXPECTED);
            assertThat(suite.told.getLast())
                    .startsWith("The first day cannot be played: POST /v1/roster refused 1 of ")
                    .endsWith(" items of maple-valley: student ana-ruiz (409, items[5] is a guardian).");
        }
    }

    @Test
    void an_interrupted_play_ends_at_once_and_without_a_word_of_kafka(@TempDir Path folder) throws Exception {
        Thread playing = Thread.currentThread();
        Executor soon = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public void tell(String line) {
                if (line.startsWith("Posted")) {
                    // Then it waits for what comes on the topics.
                    soon.execute(playing::interrupt);
                }
                super.tell(line);
            }
        }) {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThatThrownBy(() -> new FirstDayPlay(DAY, suite, suite).play())
                    .isInstanceOf(InterruptedException.class);
        } finally {
            System.setErr(errors);
        }
        // The stand-in's broker logs here too.
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .noneMatch(line -> line.contains("kafka.clients.consumer") && line.matches(".*(ERROR|WARN).*"));
    }

    @Test
    void a_suite_that_loses_a_push_when_a_service_is_killed_is_found_out(@TempDir Path folder) throws Exception {
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public void tell(String line) {
                if (line.startsWith("Posted")) {
                    providers.received.remove(providers.received.size() - 1);
                }
                super.tell(line);
            }

            @Override
            public List<Service> toKill() {
                return List.of(Service.DISPATCHER);
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.NOT_AS_EXPECTED);
            assertThat(suite.calls).containsOnlyOnce("kill dispatcher");
            assertThat(suite.told)
                    .contains("missing 1, unexpected 0, duplicate 0")
                    .anyMatch(line -> line.startsWith("Killed         dispatcher; 0 pushes"));
        }
    }

    @Test
    void several_services_are_killed_one_after_the_other_each_when_the_one_before_is_ready(@TempDir Path folder)
            throws Exception {
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public List<Service> toKill() {
                return List.of(Service.DEVICE_REGISTRY, Service.DISPATCHER, Service.EVENT_INGEST);
            }

            @Override
            public boolean awaitReady(Service service, Duration within) {
                calls.add("await " + service.module());
                return super.awaitReady(service, within);
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.AS_EXPECTED);
            assertThat(suite.calls.stream().filter(call -> call.matches("(kill|await) .*")))
                    .containsExactly(
                            "kill device-registry",
                            "await device-registry",
                            "kill dispatcher",
                            "await dispatcher",
                            "kill event-ingest",
                            "await event-ingest");
            assertThat(suite.told)
                    .anyMatch(
                            line -> line.startsWith("Killed         device-registry, dispatcher, event-ingest; 0 pu"));
        }
    }

    @Test
    void each_further_kill_waits_for_a_push_that_leaves_after_the_service_before_is_ready(@TempDir Path folder)
            throws Exception {
        List<Integer> ready = new ArrayList<>();
        List<Integer> killed = new ArrayList<>();
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public List<Service> toKill() {
                return List.of(Service.DISPATCHER, Service.DEVICE_REGISTRY, Service.RULES_EVALUATOR);
            }

            @Override
            public void kill(Service service) {
                killed.add(taken());
                super.kill(service);
            }

            @Override
            public boolean awaitReady(Service service, Duration within) {
                ready.add(taken());
                return super.awaitReady(service, within);
            }

            private int taken() {
                return (int) StreamSupport.stream(providers.received.spliterator(), false)
                        .filter(push -> push.path("status").asInt() == 200)
                        .count();
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.AS_EXPECTED);
        }
        assertThat(killed).hasSize(3);
        assertThat(killed.get(1)).isGreaterThan(ready.get(0));
        assertThat(killed.get(2)).isGreaterThan(ready.get(1));
    }

    @Test
    void a_service_that_does_not_come_back_ends_the_play(@TempDir Path folder) throws Exception {
        try (StandInSuite suite = new StandInSuite(DAY, folder) {
            @Override
            public List<Service> toKill() {
                return List.of(Service.RULES_EVALUATOR, Service.DISPATCHER);
            }

            @Override
            public boolean awaitReady(Service service, Duration within) {
                return false;
            }
        }) {
            assertThat(new FirstDayPlay(DAY, suite, suite).play()).isEqualTo(ScenarioResult.NOT_AS_EXPECTED);
            assertThat(suite.calls).contains("kill rules-evaluator").doesNotContain("kill dispatcher");
            assertThat(suite.told.getLast())
                    .isEqualTo("The first day cannot be played: rules-evaluator was killed and is not ready again.");
        }
    }
}
