package org.belltower.service.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Whether somebody takes a connection and proves by TLS who they are. Nothing else is said to them.
public final class TlsProbe {
    private final String host;
    private final int port;
    private final SSLContext tls;
    private final Duration timeout;

    /// @param host as the certificate names it
    /// @param tls whom to trust
    /// @param timeout for the connection, and for each answer of the handshake
    public TlsProbe(String host, int port, SSLContext tls, Duration timeout) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.timeout = timeout;
    }

    /// Blocks for some seconds at most.
    public Probe.Found ask() {
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            try (SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true)) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                return new Probe.Found.Reached();
            }
        } catch (IOException e) {
            return new Probe.Found.Away(reason(e));
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> "unknown-host";
            case SocketTimeoutException _ -> "timeout";
            case ConnectException _ -> "refused";
            case SSLException _ -> "tls";
            default -> "connection";
        };
    }
}
