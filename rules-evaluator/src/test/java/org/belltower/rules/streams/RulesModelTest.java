package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.Origin;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;
import org.jspecify.annotations.Nullable;

/// R14, and the rows A1 to A11: the topology does in every step what [RulesModel] says, whatever happens in whichever
/// order.
///
/// Each run has a district of its own in a topology that many share, so that what one leaves behind would be found by
/// another.
class RulesModelTest {
    private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");
    private static final Duration TIME_TO_LIVE = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int RUNS_A_TOPOLOGY = 500;
    private static final String UPDATED = "Attendance was updated. Open the app to see it.";

    private static final List<String> STUDENTS = List.of("ana", "ben");
    private static final List<String> SCHOOLS = List.of("high", "college");
    private static final List<String> CALENDARS = List.of("high-2027", "high-2026", "college-2027", "nobodys");
    private static final List<String> PHONES = List.of("student-phone", "mum-phone", "mum-tablet", "dad-phone");

    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<Excuse> EXCUSES = List.of(Excuse.values());

    private static final List<Lane> LANES = List.of(new Lane("left"), new Lane("right"));

    @AfterContainer
    static void stop() throws IOException {
        for (Lane lane : LANES) {
            lane.close();
        }
    }

    /// Two runs a try, side by side.
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void the_topology_agrees_with_a_model_that_looks_through_all_that_ever_happened(
            @ForAll("histories") List<Step> left, @ForAll("histories") List<Step> right) throws Throwable {
        check(left, right);
    }

    /// The same 10,000 times, for which every build has no time: with `-Dbelltower.model=long`.
    @AddLifecycleHook(WhenAskedFor.class)
    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void R14_ten_thousand_runs_of_a_hundred_steps_have_no_divergence(
            @ForAll("histories") List<Step> left, @ForAll("histories") List<Step> right) throws Throwable {
        check(left, right);
    }

    private static final class WhenAskedFor implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return System.getProperty("belltower.model", "").equals("long")
                    ? SkipResult.doNotSkip()
                    : SkipResult.skip("it takes minutes: -Dbelltower.model=long");
        }
    }

    private static void check(List<Step> left, List<Step> right) throws Throwable {
        try (ExecutorService aside = Executors.newSingleThreadExecutor()) {
            Future<?> beside = aside.submit(() -> LANES.getFirst().check(left));
            LANES.getLast().check(right);
            beside.get();
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /// A topology after the other, each for many runs. One thread at a time.
    private static final class Lane {
        private final String name;
        private @Nullable Running running;
        private int runs;

        Lane(String name) {
            this.name = name;
        }

        @Nullable
        Void check(List<Step> history) throws IOException {
            if (running == null || runs % RUNS_A_TOPOLOGY == 0) {
                close();
                running = new Running();
            }
            running.forget();
            Run run = new Run(running, new DistrictId(name + "-" + runs++));
            for (int i = 0; i < history.size(); i++) {
                Step step = history.get(i);
                List<RulesModel.Fate> expected = run.take(step);
                assertThat(run.fates()).as("step %d: %s", i, step).isEqualTo(expected);
            }
            assertThat(running.deadLetters.readRecordsToList()).isEmpty();
            return null;
        }

        void close() throws IOException {
            if (running != null) {
                running.close();
            }
        }
    }

    // What can happen.

    sealed interface Step {
        /// @param copy of which earlier event it is a copy, counted from the last; negative: it is none
        /// @param age how long before it is posted it happened
        record Event(Happening what, Origin origin, boolean end, boolean ofLog, int copy, Duration age)
                implements Step {}

        record District(boolean on, @Nullable Duration switchedOn, boolean food, int year, Set<Category> mandatory)
                implements Step {}

        record School(String id, Set<Tool> displayed, Set<Category> contact, AttendanceNotices notices)
                implements Step {}

        record Calendar(String id, String school, int year, boolean excluded) implements Step {}

        /// @param newer whether its version is higher than all before
        record People(
                String student, boolean newer, Set<String> calendars, List<Guardian> guardians, List<Phone> phones)
                implements Step {}

        record Erased(String student) implements Step {}

        record Time(Duration passes) implements Step {}
    }

    /// @param item of the category; what that is called, and what it is now, is made of two numbers
    record Happening(Category category, String student, String calendar, int item, int value) {}

    record Guardian(
            boolean portal,
            boolean restricted,
            @Nullable Integer starts,
            @Nullable Integer ends) {}

    record Phone(SessionState session, Map<Category, Choice> choices) {}

    /// @param below null: every change
    /// @param since how long ago it was made
    record Choice(@Nullable Integer below, Duration since) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(60, events()),
                        Tuple.of(12, people()),
                        Tuple.of(
                                10,
                                Arbitraries.of(5, 60, 300, 595, 600, 1_200)
                                        .map(seconds -> new Step.Time(Duration.ofSeconds(seconds)))),
                        Tuple.of(6, districts()),
                        Tuple.of(6, schools()),
                        Tuple.of(5, calendars()),
                        Tuple.of(1, Arbitraries.of(STUDENTS).map(Step.Erased::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(100)
                .withSizeDistribution(always100());
    }

    /// A run is a hundred steps long; one that fails is made shorter.
    private static RandomDistribution always100() {
        return (_, _, most, _) -> _ -> most;
    }

    private static Arbitrary<Step> events() {
        Arbitrary<Happening> what = Combinators.combine(
                        Arbitraries.of(Category.class),
                        Arbitraries.of(STUDENTS),
                        Arbitraries.of("high-2027", "high-2027", "high-2027", "high-2026", "college-2027", "nobodys"),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 11))
                .as(Happening::new);
        return Combinators.combine(
                        what,
                        Arbitraries.frequency(
                                Tuple.of(8, Origin.LIVE), Tuple.of(1, Origin.SNAPSHOT), Tuple.of(1, Origin.BACKFILL)),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(-12, 9),
                        Arbitraries.of(0L, 0L, 0L, 1L, 3L, 600L, 86_399L, 86_400L, -5L, -3_600L))
                .as((happening, origin, end, ofLog, copy, age) ->
                        new Step.Event(happening, origin, end == 0, ofLog, copy, Duration.ofSeconds(age)));
    }

    private static Arbitrary<Step> districts() {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)),
                        Arbitraries.of(0L, 5L, 900L, 86_400L, 900_000L).injectNull(0.3),
                        Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(6, 2027), Tuple.of(1, 2026)),
                        some(Category.class, 0.15))
                .as((on, ago, food, year, mandatory) ->
                        new Step.District(on, ago == null ? null : Duration.ofSeconds(ago), food, year, mandatory));
    }

    private static Arbitrary<Step> schools() {
        Arbitrary<AttendanceNotices> notices = Combinators.combine(some(Status.class, 0.7), some(Excuse.class, 0.8))
                .as(AttendanceNotices::new)
                .injectNull(0.6)
                .map(chosen -> chosen == null ? AttendanceNotices.USUAL : chosen);
        return Combinators.combine(Arbitraries.of(SCHOOLS), some(Tool.class, 0.9), some(Category.class, 0.9), notices)
                .as(Step.School::new);
    }

    private static Arbitrary<Step> calendars() {
        return Combinators.combine(
                        Arbitraries.of("high-2027", "high-2026", "college-2027"),
                        Arbitraries.frequency(Tuple.of(8, true), Tuple.of(1, false)),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 9))
                .as((id, own, year, excluded) -> new Step.Calendar(
                        id,
                        own == id.startsWith("high") ? "high" : "college",
                        year == 0 ? 2028 : Integer.parseInt(id.substring(id.length() - 4)),
                        excluded == 0));
    }

    private static Arbitrary<Step> people() {
        Arbitrary<Guardian> guardian = Combinators.combine(
                        Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(1, true), Tuple.of(6, false)),
                        Arbitraries.of(-3, 0, 1).injectNull(0.7),
                        Arbitraries.of(-1, 0, 3).injectNull(0.7))
                .as(Guardian::new);
        Arbitrary<Choice> choice = Combinators.combine(
                        Arbitraries.of(-3, 0, 5, 60, 70).injectNull(0.4),
                        Arbitraries.of(0L, 3L, 3_600L, 864_000L).map(Duration::ofSeconds))
                .as(Choice::new);
        Arbitrary<Phone> phone = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, SessionState.KEPT),
                                Tuple.of(1, SessionState.NOT_KEPT),
                                Tuple.of(1, SessionState.SIGNED_OUT)),
                        Arbitraries.maps(Arbitraries.of(Category.class), choice)
                                .ofMinSize(2)
                                .ofMaxSize(5))
                .as(Phone::new);
        return Combinators.combine(
                        Arbitraries.of(STUDENTS),
                        Arbitraries.frequency(Tuple.of(8, true), Tuple.of(1, false)),
                        Arbitraries.of(CALENDARS).set().ofMaxSize(3),
                        guardian.list().ofSize(2),
                        phone.list().ofSize(PHONES.size()))
                .as(Step.People::new);
    }

    private static <E extends Enum<E>> Arbitrary<Set<E>> some(Class<E> type, double part) {
        E[] all = type.getEnumConstants();
        return Arbitraries.integers()
                .between(0, 99)
                .list()
                .ofSize(all.length)
                .map(dice -> IntStream.range(0, all.length)
                        .filter(i -> dice.get(i) < part * 100)
                        .mapToObj(i -> all[i])
                        .collect(Collectors.toSet()));
    }

    // What is done with it.

    /// A topology, with its topics.
    private static final class Running {
        private final Path state = Files.createTempDirectory("rules-model");
        private final TopologyTestDriver driver;
        private final Map<TopicSpec, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
        private final TestOutputTopic<byte[], byte[]> decisions;
        private final TestOutputTopic<byte[], byte[]> alerts;
        private final TestOutputTopic<byte[], byte[]> deadLetters;
        private Instant now = START;

        Running() throws IOException {
            RulesTopology.Terms terms = new RulesTopology.Terms(
                    TimeToLive.ofAll(TIME_TO_LIVE),
                    PATIENCE,
                    Duration.ofDays(1_000),
                    new AlertShare(1_000_000_000, 1_000_000));
            driver = new TopologyTestDriver(
                    RulesTopology.build(terms, new SettingsPosition(), new Heard(), Stores::inMemoryKeyValueStore),
                    TopologyRun.properties(Copies.settings("unused:9092", state, "model", Duration.ofSeconds(8))),
                    START);
            decisions = output(Topics.DECISIONS);
            alerts = output(Topics.PUSH_ALERTS);
            deadLetters = output(Topics.DEAD_LETTERS);
            for (TopicSpec topic : List.of(Topics.CHANGES, Topics.AUDIENCE, Topics.SETTINGS)) {
                inputs.put(
                        topic,
                        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer()));
            }
        }

        private TestOutputTopic<byte[], byte[]> output(TopicSpec topic) {
            return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @SuppressWarnings("NullAway") // Each of the three topics is there.
        void put(TopicSpec topic, WireRecord record) {
            inputs.get(topic)
                    .pipeInput(new TestRecord<>(
                            record.key().bytes(), record.value(), KafkaRecords.headers(record.headers()), now));
        }

        /// What another run left waiting waits no longer.
        void forget() {
            passes(PATIENCE);
            List.of(decisions, alerts).forEach(TestOutputTopic::readRecordsToList);
        }

        void passes(Duration time) {
            now = now.plus(time);
            driver.advanceWallClockTime(time);
        }

        void close() throws IOException {
            driver.close();
            try (var files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /// One run: the same steps for the topology and for the model.
    private static final class Run {
        private final Running topology;
        private final DistrictId district;
        private final RulesModel model = new RulesModel(TIME_TO_LIVE, PATIENCE);
        private final List<ChangeEvent> posted = new ArrayList<>();
        private long version = 10;

        Run(Running topology, DistrictId district) {
            this.topology = topology;
            this.district = district;
        }

        /// @return what must come of it
        List<RulesModel.Fate> take(Step step) {
            Instant now = topology.now;
            return switch (step) {
                case Step.Event event -> {
                    ChangeEvent change = event(event);
                    posted.add(change);
                    topology.put(Topics.CHANGES, ChangeCodec.encode(change));
                    yield model.happened(change, now);
                }
                case Step.District told -> {
                    DistrictSettings settings = new DistrictSettings(
                            district,
                            ++version,
                            told.on(),
                            told.food(),
                            told.year(),
                            told.switchedOn() == null ? null : now.minus(told.switchedOn()),
                            told.mandatory());
                    model.district(settings);
                    yield settings(settings);
                }
                case Step.School told -> {
                    SchoolSettings settings = new SchoolSettings(
                            district,
                            ++version,
                            new SchoolId(told.id()),
                            ZoneId.of(told.id().equals("high") ? "America/Chicago" : "Asia/Tokyo"),
                            told.displayed(),
                            told.contact(),
                            told.notices());
                    model.school(settings);
                    yield settings(settings);
                }
                case Step.Calendar told -> {
                    CalendarSettings settings = new CalendarSettings(
                            district,
                            ++version,
                            new CalendarId(told.id()),
                            new SchoolId(told.school()),
                            told.year(),
                            LocalDate.parse("2028-06-04"),
                            told.excluded());
                    model.calendar(settings);
                    yield settings(settings);
                }
                case Step.People people -> {
                    Audience audience = audience(people);
                    topology.put(Topics.AUDIENCE, MessageType.AUDIENCE.encode(audience, now));
                    yield model.audience(audience, now);
                }
                case Step.Erased erased -> {
                    StudentId student = new StudentId(erased.student());
                    topology.put(Topics.AUDIENCE, WireRecord.tombstone(new RecordKey(district, student.value())));
                    yield model.erased(student, now);
                }
                case Step.Time time -> {
                    topology.passes(time.passes());
                    yield model.timeIs(topology.now);
                }
            };
        }

        private List<RulesModel.Fate> settings(Settings settings) {
            topology.put(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, topology.now));
            return List.of();
        }

        /// What came of it.
        List<RulesModel.Fate> fates() {
            Map<PushId, Push> pushes = topology.alerts.readRecordsToList().stream()
                    .map(record -> TopologyFixture.decode(record, MessageType.PUSH))
                    .collect(Collectors.toMap(Push::id, Function.identity()));
            List<RulesModel.Fate> fates = topology.decisions.readRecordsToList().stream()
                    .map(record -> TopologyFixture.decode(record, MessageType.DECISION))
                    .map(decision -> fate(decision, pushes))
                    .toList();
            assertThat(pushes.keySet()).as("pushes that no decision names").isEmpty();
            return fates;
        }

        private RulesModel.Fate fate(Decision decision, Map<PushId, Push> pushes) {
            assertThat(decision.district()).isEqualTo(district);
            Map<DeviceId, String> fates = new LinkedHashMap<>();
            for (Decision.Candidate candidate : decision.candidates()) {
                String fate = switch (candidate) {
                    case Decision.Skipped skipped -> skipped.reason().name();
                    case Decision.Pushed pushed -> kind(pushes.remove(pushed.push()));
                };
                assertThat(fates.put(candidate.device(), fate))
                        .as("named twice")
                        .isNull();
            }
            return new RulesModel.Fate(decision.event(), decision.reason(), fates);
        }

        private static String kind(@Nullable Push push) {
            assertThat(push).as("a push that the decision names").isNotNull();
            return push != null && push.body().equals(UPDATED) ? "update" : "news";
        }

        private ChangeEvent event(Step.Event event) {
            if (event.copy() >= 0 && event.copy() < posted.size()) {
                return posted.get(posted.size() - 1 - event.copy());
            }
            Instant time = topology.now.minus(event.age());
            // A log grows with time, and so do its positions.
            SourcePosition position = event.ofLog() ? new SourcePosition(0, time.getEpochSecond()) : null;
            return new ChangeEvent(
                    district,
                    new EventId("sis", event.ofLog() ? "/log" : "/gradebook", "e-" + posted.size()),
                    new EventOrder(time, position),
                    event.origin(),
                    event.end() ? new ItemStep.Delete() : new ItemStep.Upsert(),
                    change(event.what()));
        }

        private static Change change(Happening what) {
            StudentId student = new StudentId(what.student());
            SchoolId school = new SchoolId(what.calendar().startsWith("college") ? "college" : "high");
            CalendarId calendar = new CalendarId(what.calendar());
            LocalDate day = LocalDate.parse("2026-11-20").plusDays(what.item() / 2);
            String name = "item-" + what.item();
            return switch (what.category()) {
                case ASSIGNMENTS -> new AssignmentScored(student, school, calendar, name, score(what.value()));
                case GRADES -> new GradePosted(student, school, calendar, "math", name, score(what.value()));
                case ATTENDANCE ->
                    new AttendanceRecorded(
                            student,
                            school,
                            calendar,
                            day,
                            "period-" + what.item() % 2,
                            STATUSES.get(what.value() % 4),
                            EXCUSES.get(what.value() / 3),
                            what.value() == 11 ? Boolean.FALSE : null);
                case LUNCH_BALANCE ->
                    new LunchBalanceChanged(
                            student, name, BigDecimal.valueOf(what.value() - 5L), Currency.getInstance("USD"));
                case RESPONSIVE_SCHEDULE ->
                    new ScheduleChanged(student, school, calendar, day, name, "offering-" + what.value() % 3, "B12");
            };
        }

        private static Score score(int value) {
            return switch (value) {
                case 0 -> new Score.Unscored(Score.Status.MISSING);
                case 1 -> new Score.Unscored(Score.Status.EXEMPT);
                case 2 -> new Score.Letter("E", null);
                case 3 -> new Score.Letter("D", new BigDecimal("65"));
                case 4 -> new Score.Percent(new BigDecimal("0"));
                case 5 -> new Score.Percent(new BigDecimal("59.99"));
                case 6 -> new Score.Percent(new BigDecimal("60"));
                case 7 -> new Score.Percent(new BigDecimal("60.0"));
                case 8 -> new Score.Percent(new BigDecimal("69.5"));
                case 9 -> new Score.Percent(new BigDecimal("70"));
                default -> new Score.Percent(BigDecimal.valueOf(value * 10L));
            };
        }

        private Audience audience(Step.People people) {
            StudentId student = new StudentId(people.student());
            List<AudienceDevice> phones = new ArrayList<>();
            for (int i = 0; i < PHONES.size(); i++) {
                phones.add(phone(PHONES.get(i), people.phones().get(i)));
            }
            List<Member> members = List.of(
                    new Member(student.asPerson(), new Standing.Self(), List.of(phones.get(0))),
                    new Member(new PersonId("mum"), standing(people.guardians().get(0)), phones.subList(1, 3)),
                    // The tablet is named by both.
                    new Member(new PersonId("dad"), standing(people.guardians().get(1)), phones.subList(2, 4)));
            return new Audience(
                    district,
                    student,
                    people.newer() ? ++version : 5,
                    people.calendars().stream().map(CalendarId::new).collect(Collectors.toSet()),
                    members);
        }

        private Standing standing(Guardian guardian) {
            LocalDate today = LocalDate.ofInstant(topology.now, ZoneId.of("America/Chicago"));
            return new Standing.Guardian(
                    guardian.portal(),
                    guardian.restricted(),
                    guardian.starts() == null ? null : today.plusDays(guardian.starts()),
                    guardian.ends() == null ? null : today.plusDays(guardian.ends()));
        }

        private AudienceDevice phone(String id, Phone phone) {
            Map<Category, Subscription> chosen = new EnumMap<>(Category.class);
            phone.choices().forEach((category, choice) -> {
                Instant since = topology.now.minus(choice.since());
                Integer below = category.takesThreshold() ? choice.below() : null;
                chosen.put(
                        category,
                        new Subscription(
                                since, below == null ? null : new Threshold(BigDecimal.valueOf(below), since)));
            });
            return new AudienceDevice(new DeviceId(id), new AppId("family"), 1, phone.session(), chosen);
        }
    }
}
