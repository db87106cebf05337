package org.belltower.simulator;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.X509TrustManager;
import org.belltower.simulator.apns.ApnsEndpoint;
import org.belltower.simulator.apns.ApnsRegistry;
import org.belltower.simulator.control.ControlServer;
import org.belltower.simulator.control.Controlled;
import org.belltower.simulator.credentials.ProviderCredentials;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.fcm.AccessTokens;
import org.belltower.simulator.fcm.FcmEndpoint;
import org.belltower.simulator.fcm.FcmRegistry;
import org.belltower.simulator.http2.ConnectionFaults;
import org.belltower.simulator.http2.ProviderEndpoint;
import org.belltower.simulator.http2.ProviderServer;
import org.belltower.simulator.http2.ServerTls;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.script.Script;
import org.belltower.simulator.tls.KeyFolder;
import org.belltower.simulator.tls.ProviderAuthority;
import org.belltower.simulator.tls.SimulatorCertificates;
import org.jspecify.annotations.Nullable;

/// APNs and FCM on this machine, over real HTTP/2 and TLS: a real client, pointed at these ports
/// and told to trust [#caCertificate()], cannot tell the difference in what the protocols say.
///
/// ```java
/// try (var simulator = ProviderSimulator.start(SimulatorConfig.in(folder))) {
///     ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", "org.belltower.family");
///     simulator.script().add(Rule.when(Match.token(dead)).reply(Reply.reject(410, "Unregistered")));
///     // … send …
///     List<ReceivedPush> pushes = simulator.received().all();
/// }
/// ```
///
/// It listens on loopback only and is meant for tests and trials. Safe for use by many threads.
public final class ProviderSimulator implements AutoCloseable {

    /// What is to be closed, the last opened first.
    private final Deque<Runnable> opened = new ConcurrentLinkedDeque<>();

    private final EventLoopGroup loops;
    private final SimulatorCertificates certificates;
    private final Script script;
    private final PushRecord received;
    private final ApnsRegistry apnsRegistry = new ApnsRegistry();
    private final FcmRegistry fcmRegistry = new FcmRegistry();
    private final AccessTokens accessTokens;
    private final ProviderServer apns;
    private final ProviderServer fcm;
    private final ProviderCredentials credentials;
    private final ControlServer control;

    private ProviderSimulator(SimulatorConfig config) {
        KeyFolder folder = new KeyFolder(config.folder());
        SecureRandom random = new SecureRandom();
        certificates = SimulatorCertificates.in(folder, config.clock());
        ProviderAuthority authority = ProviderAuthority.in(folder, config.clock());
        script = new Script(config.clock(), config.seed());
        received = new PushRecord(config.limits().record(), config.limits().ledger());
        accessTokens = new AccessTokens(config.accessTokenLifetime(), config.clock(), random);
        loops = new NioEventLoopGroup(config.limits().threads(), new DefaultThreadFactory("provider-simulator", true));
        opened.push(() -> loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly());
        try {
            AtomicLong connections = new AtomicLong();
            ApnsEndpoint apple = apnsEndpoint(config, random.nextLong());
            FcmEndpoint google = fcmEndpoint(config);
            SslContext appleTls = tls(apple.servesHttp1(), authority.trust());
            apns = serve(config.ports().apns(), appleTls, apple, config, connections);
            fcm = serve(config.ports().fcm(), tls(google.servesHttp1(), null), google, config, connections);
            credentials = new ProviderCredentials(folder, apnsRegistry, fcmRegistry, tokenUri(), authority);
            control = new ControlServer(config.ports().control(), controlled());
            opened.push(control::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ApnsEndpoint apnsEndpoint(SimulatorConfig config, long idSeed) {
        ApnsEndpoint.Rules rules = new ApnsEndpoint.Rules(config.environment(), config.knownTokensOnly());
        return new ApnsEndpoint(apnsRegistry, script, received, rules, config.clock(), idSeed);
    }

    private FcmEndpoint fcmEndpoint(SimulatorConfig config) {
        return new FcmEndpoint(fcmRegistry, accessTokens, script, received, config.knownTokensOnly(), config.clock());
    }

    private SslContext tls(boolean http1, @Nullable X509TrustManager clients) {
        return ServerTls.of(certificates.serverKey(), certificates.server(), http1, clients);
    }

    private ProviderServer serve(
            int port, SslContext tls, ProviderEndpoint endpoint, SimulatorConfig config, AtomicLong connections) {
        StreamLimit streams = StreamLimit.of(config.limits().concurrentStreams());
        ProviderServer server = new ProviderServer(port, loops, tls, endpoint, streams, connections);
        opened.push(server::close);
        return server;
    }

    private Controlled controlled() {
        return new Controlled(
                script,
                received,
                apnsRegistry,
                fcmRegistry,
                accessTokens,
                credentials,
                certificates.caFile(),
                tokenUri(),
                Map.of(Provider.APNS, apns, Provider.FCM, fcm));
    }

    /// Starts a simulator; when this returns it takes connections.
    ///
    /// @throws IllegalStateException if a port is taken
    public static ProviderSimulator start(SimulatorConfig config) {
        return new ProviderSimulator(config);
    }

    /// Where APNs listens, on 127.0.0.1.
    public int apnsPort() {
        return apns.port();
    }

    /// Where FCM and its token endpoint listen, on 127.0.0.1.
    public int fcmPort() {
        return fcm.port();
    }

    /// Where the control API listens, on 127.0.0.1, without TLS.
    public int controlPort() {
        return control.port();
    }

    /// The token endpoint, as service accounts name it.
    public String tokenUri() {
        return "https://127.0.0.1:" + fcm.port() + FcmEndpoint.TOKEN_PATH;
    }

    /// The certificate authority that clients must trust, as a PEM file.
    public Path caCertificate() {
        return certificates.caFile();
    }

    /// What is answered.
    public Script script() {
        return script;
    }

    /// What was received.
    public PushRecord received() {
        return received;
    }

    /// Hands out credentials that this simulator believes.
    public ProviderCredentials credentials() {
        return credentials;
    }

    /// Teams, keys, certificates and device tokens of APNs.
    public ApnsRegistry apns() {
        return apnsRegistry;
    }

    /// Service accounts and device tokens of FCM.
    public FcmRegistry fcm() {
        return fcmRegistry;
    }

    /// The FCM access tokens in force.
    public AccessTokens accessTokens() {
        return accessTokens;
    }

    /// How this provider's connections misbehave.
    public ConnectionFaults connections(Provider provider) {
        return server(provider).faults();
    }

    /// How many connections to this provider there are.
    public int openConnections(Provider provider) {
        return server(provider).connections();
    }

    /// From now on this provider refuses connections; those there are, are cut.
    public void refuseConnections(Provider provider) {
        server(provider).shut();
    }

    /// This provider takes connections again, on the same port.
    public void acceptConnections(Provider provider) {
        server(provider).open();
    }

    /// Cuts all connections and frees the ports.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }

    private ProviderServer server(Provider provider) {
        return switch (provider) {
            case APNS -> apns;
            case FCM -> fcm;
        };
    }
}
