package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The control API: plain HTTP/1.1 and JSON on loopback, for whoever started the simulator. It
/// knows no users: anyone on this machine may call it. Errors are problems (RFC 9457). Each request
/// has a virtual thread of its own.
public final class ControlServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ControlRoutes.Route> routes;

    /// Opens the port.
    ///
    /// @param port 0 for any free one
    /// @throws IllegalStateException if the port cannot be opened
    public ControlServer(int port, Controlled simulator) {
        this.routes = new ControlRoutes(simulator).routes();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            threads.close();
            throw new IllegalStateException("cannot listen on " + address, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /// The port.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                ControlRoutes.ControlAnswer answer = answer(exchange);
                write(exchange, answer);
            } catch (ControlProblem problem) {
                write(exchange, problem.status(), "application/problem+json", problem.json());
            } catch (IllegalArgumentException e) {
                ControlProblem problem = ControlProblem.badRequest(String.valueOf(e.getMessage()));
                write(exchange, problem.status(), "application/problem+json", problem.json());
            } catch (IllegalStateException e) {
                ControlProblem problem = ControlProblem.internal();
                write(exchange, problem.status(), "application/problem+json", problem.json());
            }
        }
    }

    private ControlRoutes.ControlAnswer answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
        boolean known = false;
        for (ControlRoutes.Route route : routes) {
            Optional<List<String>> captured = captured(route.pattern(), path);
            if (captured.isPresent()) {
                known = true;
                if (route.method().equals(exchange.getRequestMethod())) {
                    return route.handler().handle(ControlRequest.read(exchange, captured.get()));
                }
            }
        }
        throw known ? ControlProblem.methodNotAllowed() : ControlProblem.notFound("there is nothing at this path");
    }

    private static Optional<List<String>> captured(String pattern, String[] path) {
        String[] segments = pattern.split("/", -1);
        if (segments.length != path.length) {
            return Optional.empty();
        }
        List<String> captured = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals("{}")) {
                captured.add(ControlRequest.decode(path[i]));
            } else if (!segments[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(captured);
    }

    private static void write(HttpExchange exchange, ControlRoutes.ControlAnswer answer) throws IOException {
        switch (answer.body()) {
            case ControlRoutes.Body.None() -> exchange.sendResponseHeaders(answer.status(), -1);
            case ControlRoutes.Body.Json(JsonNode json) -> write(exchange, answer.status(), "application/json", json);
            case ControlRoutes.Body.Csv(ControlRoutes.Writer writer) -> {
                exchange.getResponseHeaders().set("content-type", "text/csv; charset=utf-8");
                exchange.sendResponseHeaders(answer.status(), 0);
                writer.write(exchange.getResponseBody());
            }
        }
    }

    private static void write(HttpExchange exchange, int status, String type, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
