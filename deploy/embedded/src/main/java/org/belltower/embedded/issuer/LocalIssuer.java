package org.belltower.embedded.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A small OpenID Connect issuer on loopback, for tests and for one machine. What it does: discovery, JWKS,
/// tokens for clients (client credentials) and for people (authorization code with PKCE, after one login page),
/// all signed with RS256. What it does not: TLS, sessions, refresh tokens, registration; production names
/// another issuer.
///
/// Starting blocks until it answers. Requests run on virtual threads. Nothing that it reads or issues is
/// logged. Thread-safe. Closing twice does nothing.
public final class LocalIssuer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor;
    private final TokenMint mint;

    private LocalIssuer(HttpServer server, ExecutorService executor, TokenMint mint) {
        this.server = server;
        this.executor = executor;
        this.mint = mint;
    }

    /// Starts it. A port of 0 is a free one.
    ///
    /// @throws UncheckedIOException if the port is taken
    public static LocalIssuer start(IssuerSettings settings, InstantSource clock) {
        Registered registered = settings.registered();
        return start(settings, () -> registered, clock);
    }

    /// Starts it with a file that [IssuerConfiguration] describes. Clients and users are those that stand in the file
    /// at each request; port and key those that stood there at the start. A token that was issued stays good.
    ///
    /// @param log takes a line, which holds no secret
    /// @throws UncheckedIOException if the file cannot be read or the port is taken
    /// @throws IllegalArgumentException if the file is not of that shape
    public static LocalIssuer start(Path configuration, InstantSource clock, Consumer<String> log) {
        WatchedConfiguration registered = WatchedConfiguration.of(configuration, log);
        return start(IssuerConfiguration.read(configuration), registered, clock);
    }

    private static LocalIssuer start(IssuerSettings settings, Supplier<Registered> registered, InstantSource clock) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            TokenMint mint = new TokenMint(url, settings.key(), clock);
            routes(server, settings.key(), registered, mint, clock);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(executor);
            server.start();
            return new LocalIssuer(server, executor, mint);
        } catch (IOException failure) {
            throw new UncheckedIOException("the issuer does not start on port " + settings.port(), failure);
        }
    }

    private static void routes(
            HttpServer server, SigningKey key, Supplier<Registered> registered, TokenMint mint, InstantSource clock) {
        AuthorizationCodes codes = new AuthorizationCodes(clock);
        var authorization = new AuthorizationEndpoint(mint.issuer(), registered, new SignIns(registered, clock), codes);
        var token = new TokenEndpoint(registered, codes, mint);
        Reply keys = new Reply(200, Map.of("Content-Type", "application/jwk-set+json"), key.publicKeySet());
        route(server, "/.well-known/openid-configuration", _ -> Discovery.of(mint.issuer(), registered.get()), "GET");
        route(server, "/jwks", _ -> keys, "GET");
        route(server, "/authorize", authorization::answer, "GET", "POST");
        route(server, "/token", token::answer, "POST");
        server.createContext("/", exchange -> send(exchange, LoginPage.problem(404, "There is nothing here.")));
    }

    private static void route(HttpServer server, String path, Function<Request, Reply> endpoint, String... methods) {
        server.createContext(path, exchange -> send(exchange, reply(exchange, path, endpoint, List.of(methods))));
    }

    private static Reply reply(
            HttpExchange exchange, String path, Function<Request, Reply> endpoint, List<String> methods)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return LoginPage.problem(404, "There is nothing here.");
        }
        if (!methods.contains(exchange.getRequestMethod())) {
            return LoginPage.problem(405, "Not with this method.").with("Allow", String.join(", ", methods));
        }
        try {
            return endpoint.apply(Request.of(exchange));
        } catch (Refusal refusal) {
            return TokenEndpoint.refused(refusal);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Its address, the `iss` of its tokens: `http://127.0.0.1:<port>`.
    public String url() {
        return mint.issuer();
    }

    /// Signs any token in its name.
    public TokenMint mint() {
        return mint;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
