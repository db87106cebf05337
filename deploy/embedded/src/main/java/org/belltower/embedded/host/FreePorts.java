package org.belltower.embedded.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/// Finds TCP ports on loopback that nobody listens on.
///
/// They lie below the range from which the usual systems take the ports of outgoing connections (Linux from
/// 32768, IANA's suggestion 49152), so that a server that stops and comes back on its port does not find it
/// taken by somebody's connection in between. None is given out twice, neither here nor by another process that asks
/// this class, for as long as this JVM lives: the port's UDP twin, which nobody else wants, is bound to say that it is
/// spoken for, also while nobody listens. What is free now may still be taken by somebody who does not ask: the
/// caller's bind says so. Thread-safe.
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;
    /// A socket that nobody holds is closed, and its port given back.
    private static final Queue<DatagramSocket> CLAIMS = new ConcurrentLinkedQueue<>();

    private FreePorts() {}

    /// The given port, or a free one if it is 0.
    public static int orFree(int port) {
        return port == 0 ? find() : port;
    }

    /// A free port that was not given out before, and will not be again while this JVM lives.
    ///
    /// @throws IllegalStateException if none of the tried ones was free
    public static int find() {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (claim(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback after " + TRIES + " tries");
    }

    /// Speaks for a port; false if it is spoken for already, by whichever process.
    static boolean claim(int port) {
        try {
            CLAIMS.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }

    /// Whether nobody listens on this port of loopback now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
