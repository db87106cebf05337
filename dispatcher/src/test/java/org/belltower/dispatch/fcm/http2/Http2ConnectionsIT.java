package org.belltower.dispatch.fcm.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.fcm.http2.Http2Answer.Answered;
import org.belltower.dispatch.fcm.http2.Http2Answer.HeldBack;
import org.belltower.dispatch.fcm.http2.Http2Answer.Lost;
import org.belltower.dispatch.fcm.http2.Http2Answer.NotProcessed;
import org.belltower.dispatch.fcm.http2.Http2Answer.Unreached;
import org.belltower.dispatch.fcm.http2.ScriptedServer.Received;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What servers may do by HTTP/2, and what they do when they are not well, over real connections.
@SuppressWarnings("NullAway.Init") // Set before each test.
class Http2ConnectionsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final RetryPolicy REOPENING =
            new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(1), new Random(1));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong jumped = new AtomicLong();
    private final List<Received> held = new CopyOnWriteArrayList<>();
    private ScriptedServer server;
    private Http2Connections connections;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new ScriptedServer(folder);
        connections = to("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() {
        connections.close();
        server.close();
        threads.shutdownNow();
    }

    private Http2Connections to(String host, int port) {
        return new Http2Connections(host, port, server.trusting(), this::now, REOPENING);
    }

    private long now() {
        return System.nanoTime() + jumped.get();
    }

    private Http2Request request(Duration within, LastLook look) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme("https")
                .authority("127.0.0.1")
                .path("/");
        return new Http2Request(headers, new byte[4_000], look, now() + within.toNanos());
    }

    private static Http2Answer send(Http2Connections by, Http2Request request) throws InterruptedException {
        BlockingQueue<Http2Answer> answers = new LinkedBlockingQueue<>();
        PushSender.Attempt _ = by.send(request, answers::add);
        return answers.take();
    }

    private Http2Answer send(Duration within) throws InterruptedException {
        return send(connections, request(within, LastLook.ALWAYS));
    }

    private List<Future<Http2Answer>> sendAtOnce(int count, Duration within) {
        List<Future<Http2Answer>> answers = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            answers.add(threads.submit(() -> send(within)));
        }
        return answers;
    }

    private static List<Http2Answer> all(List<Future<Http2Answer>> answers)
            throws ExecutionException, InterruptedException {
        List<Http2Answer> all = new ArrayList<>();
        for (Future<Http2Answer> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }

    private void awaitHeld(int count) {
        await().until(() -> held.size() == count);
    }

    private void answerAll() {
        held.forEach(Received::answer);
        held.clear();
    }

    private static boolean isOk(Http2Answer answer) {
        return answer instanceof Answered answered && answered.status() == 200;
    }

    @Test
    void each_connection_carries_what_its_server_announced_and_there_are_as_many_as_are_needed() throws Exception {
        server.allow(3);
        server.script(held::add);
        var answers = sendAtOnce(10, LONG);
        awaitHeld(10);
        assertThat(connections.streams()).isEqualTo(new Streams(4, 12, 10, 12 + 16 * 3));
        assertThat(held.stream().filter(one -> one.connection() == 1)).hasSize(3);
        answerAll();
        assertThat(all(answers)).allMatch(Http2ConnectionsIT::isOk);
        assertThat(connections.streams().inUse()).isZero();
    }

    @Test
    void a_limit_that_drops_while_a_connection_lives_is_obeyed_and_so_is_one_that_rises() throws Exception {
        assertThat(isOk(send(LONG))).isTrue();
        server.allowNow(1);
        await().until(() -> connections.streams().allowed() == 1);
        server.allow(1);
        server.script(held::add);
        var answers = sendAtOnce(2, LONG);
        awaitHeld(2);
        assertThat(held).extracting(Received::connection).containsExactlyInAnyOrder(1, 2);
        answerAll();
        assertThat(all(answers)).allMatch(Http2ConnectionsIT::isOk);

        server.allowNow(50);
        await().until(() -> connections.streams().allowed() == 100);
    }

    @Test
    void above_the_last_stream_of_a_goaway_nothing_was_processed_and_below_it_nobody_knows() throws Exception {
        server.script(held::add);
        var first = threads.submit(() -> send(LONG));
        awaitHeld(1);
        var second = threads.submit(() -> send(LONG));
        awaitHeld(2);
        var third = threads.submit(() -> send(LONG));
        awaitHeld(3);
        held.get(1).goAway();
        assertThat(third.get()).isEqualTo(new NotProcessed("goaway"));
        held.getFirst().answer();
        assertThat(isOk(first.get())).isTrue();

        server.script(Received::answer);
        assertThat(isOk(send(LONG))).as("on another connection").isTrue();
        assertThat(server.received().getLast().connection()).isEqualTo(2);
        held.get(1).hangUp();
        assertThat(second.get()).isEqualTo(new Lost("connection"));
    }

    @Test
    void a_refused_stream_was_not_processed_and_the_connection_goes_on() throws Exception {
        server.script(Received::refuse);
        assertThat(send(LONG)).isEqualTo(new NotProcessed("refused"));
        server.script(Received::answer);
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(server.connections()).hasSize(1);
    }

    @Test
    void R15_the_last_look_is_asked_when_there_is_a_stream_and_not_before() throws Exception {
        server.allow(1);
        server.script(held::add);
        var answers = sendAtOnce(20, LONG);
        awaitHeld(20);
        AtomicInteger looks = new AtomicInteger();
        var late = threads.submit(() -> send(connections, request(LONG, () -> looks.incrementAndGet() == 0)));
        await().during(Duration.ofMillis(300)).until(() -> looks.get() == 0);
        held.removeFirst().answer();
        assertThat(late.get()).isEqualTo(new HeldBack());
        assertThat(looks).hasValue(1);
        assertThat(server.received()).hasSize(20);
        answerAll();
        assertThat(all(answers)).allMatch(Http2ConnectionsIT::isOk);
        await().until(() -> connections.streams().inUse() == 0);
    }

    @Test
    void a_last_look_that_fails_keeps_the_request_from_leaving() throws Exception {
        Http2Request failing = request(LONG, () -> {
            throw new IllegalArgumentException("a defect");
        });
        assertThat(send(connections, failing)).isEqualTo(new NotProcessed("failure"));
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(server.received()).hasSize(1);
        assertThat(connections.streams().inUse()).isZero();
    }

    /// Sends, and notes what it is told.
    private List<Http2Answer> begin(List<PushSender.Attempt> attempts) {
        List<Http2Answer> told = new CopyOnWriteArrayList<>();
        attempts.add(connections.send(request(LONG, LastLook.ALWAYS), told::add));
        return told;
    }

    @Test
    void what_is_abandoned_while_it_waits_never_leaves_and_is_told_so_once() throws Exception {
        server.allow(1);
        server.script(held::add);
        var answers = sendAtOnce(20, LONG);
        awaitHeld(20);
        List<PushSender.Attempt> attempts = new ArrayList<>();
        List<Http2Answer> told = begin(attempts);
        await().during(Duration.ofMillis(200)).until(told::isEmpty);
        attempts.getFirst().abandon();
        attempts.getFirst().abandon();
        assertThat(told).containsExactly(new NotProcessed("abandoned"));
        answerAll();
        assertThat(all(answers)).allMatch(Http2ConnectionsIT::isOk);
        server.script(Received::answer);
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(server.received()).hasSize(21);
        assertThat(told).hasSize(1);
    }

    @Test
    void what_is_abandoned_at_any_moment_is_told_once_and_frees_its_stream() throws Exception {
        assertThat(isOk(send(LONG))).isTrue();
        List<List<Http2Answer>> told = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            List<PushSender.Attempt> attempts = new ArrayList<>();
            told.add(begin(attempts));
            threads.execute(attempts.getFirst()::abandon);
        }
        await().until(() -> told.stream().noneMatch(List::isEmpty));
        assertThat(told).allMatch(answers -> answers.size() == 1);
        await().until(() -> connections.streams().inUse() == 0);
        assertThat(isOk(send(LONG))).isTrue();
    }

    @Test
    void what_is_abandoned_after_it_left_is_taken_back_and_its_stream_is_free() {
        server.script(held::add);
        List<PushSender.Attempt> attempts = new ArrayList<>();
        List<Http2Answer> told = begin(attempts);
        awaitHeld(1);
        attempts.getFirst().abandon();
        await().until(() -> server.resets() == 1);
        await().until(() -> connections.streams().inUse() == 0);
        assertThat(told).containsExactly(new Lost("abandoned"));
    }

    @Test
    void a_thousand_that_wait_for_a_stream_hold_no_thread_and_end_when_the_connections_close() {
        server.allow(-1);
        List<Http2Answer> told = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            PushSender.Attempt _ = connections.send(request(LONG, LastLook.ALWAYS), told::add);
        }
        assertThat(told).isEmpty();
        connections.close();
        assertThat(told).hasSize(1_000).containsOnly(new Unreached("connection"));
    }

    @Test
    void what_the_servers_window_holds_back_does_not_leave_after_its_deadline() throws Exception {
        assertThat(isOk(send(LONG))).isTrue();
        server.script(held::add);
        server.read(false);
        assertThat(all(sendAtOnce(40, SHORT))).containsOnly(new Lost("deadline"));
        server.read(true);
        await().until(() -> server.resets() > 0);
        await().during(Duration.ofMillis(300)).until(() -> true);
        assertThat(server.received())
                .as("HTTP/2's first window, of 65,535 bytes")
                .hasSizeLessThanOrEqualTo(17);
    }

    @Test
    void a_server_that_accepts_and_says_nothing_or_never_speaks_http2_is_resolved_by_the_deadline() throws Exception {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Http2Connections dark = to("127.0.0.1", hole.getLocalPort())) {
            assertThat(send(dark, request(SHORT, LastLook.ALWAYS))).isEqualTo(new Unreached("deadline"));
            assertThat(send(dark, request(LONG, LastLook.ALWAYS))).isEqualTo(new Unreached("connection"));
        }
        server.allow(-1);
        assertThat(send(SHORT)).isEqualTo(new Unreached("deadline"));
        assertThat(send(LONG)).isEqualTo(new Unreached("connection"));
        server.allow(100);
        assertThat(isOk(send(LONG))).isTrue();
    }

    @Test
    void a_server_without_a_listener_or_a_name_is_lost_at_once() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Http2Connections refused = to("127.0.0.1", port);
                Http2Connections unknown = to("no-such-host.invalid", port)) {
            assertThat(send(refused, request(LONG, LastLook.ALWAYS))).isEqualTo(new Unreached("connection"));
            assertThat(send(unknown, request(LONG, LastLook.ALWAYS))).isEqualTo(new Unreached("connection"));
        }
    }

    @Test
    void a_server_that_drips_is_resolved_by_the_deadline_and_its_stream_taken_back() throws Exception {
        server.script(Received::begin);
        assertThat(send(SHORT)).isEqualTo(new Lost("deadline"));
        await().until(() -> server.resets() == 1);
        assertThat(connections.streams().inUse()).isZero();
    }

    @Test
    void a_connection_that_gave_no_answer_is_replaced_and_one_that_gave_some_is_not() throws Exception {
        server.script(held::add);
        assertThat(send(SHORT)).isEqualTo(new Lost("deadline"));
        var stalled = threads.submit(() -> send(SHORT));
        awaitHeld(2);
        assertThat(held.getLast().connection()).isEqualTo(2);
        server.script(Received::answer);
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(stalled.get()).isEqualTo(new Lost("deadline"));
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(server.received().getLast().connection()).isEqualTo(2);
    }

    @Test
    void a_connection_whose_other_end_is_gone_is_found_by_a_ping_before_its_requests_run_into_their_deadline()
            throws Exception {
        server.script(held::add);
        var lost = threads.submit(() -> send(Duration.ofMinutes(5)));
        awaitHeld(1);
        server.read(false);
        jumped.addAndGet(Duration.ofSeconds(5).toNanos());
        await().during(Duration.ofMillis(300)).until(() -> !lost.isDone());
        jumped.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(lost.get()).isEqualTo(new Lost("connection"));
    }

    @Test
    void a_quiet_connection_whose_other_end_lives_stays() throws Exception {
        server.script(held::add);
        var slow = threads.submit(() -> send(Duration.ofMinutes(5)));
        awaitHeld(1);
        for (int seconds = 0; seconds < 30; seconds += 5) {
            jumped.addAndGet(Duration.ofSeconds(5).toNanos());
            await().during(Duration.ofMillis(250)).until(() -> !slow.isDone());
        }
        answerAll();
        assertThat(isOk(slow.get())).isTrue();
    }

    @Test
    void an_idle_connection_is_closed_and_opened_again_when_it_is_needed() throws Exception {
        assertThat(isOk(send(LONG))).isTrue();
        jumped.addAndGet(Duration.ofSeconds(61).toNanos());
        await().until(() -> server.connections().stream().noneMatch(Channel::isOpen));
        assertThat(connections.streams().connections()).isZero();
        assertThat(isOk(send(LONG))).isTrue();
        assertThat(server.connections()).hasSize(2);
    }

    @Test
    void a_server_that_cuts_whoever_comes_is_not_stormed() throws Exception {
        server.onConnect(channel -> {
            var _ = channel.close();
        });
        long began = System.nanoTime();
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            assertThat(all(sendAtOnce(50, LONG))).containsOnly(new Unreached("connection"));
        }
        assertThat(server.connections()).hasSizeBetween(2, 10);
    }
}
