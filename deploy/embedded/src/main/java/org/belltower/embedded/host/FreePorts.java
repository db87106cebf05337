package org.belltower.embedded.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Finds TCP ports on loopback that nobody listens on.
///
/// They lie below the range from which the usual systems take the ports of outgoing connections (Linux from
/// 32768, IANA's suggestion 49152), so that a server that stops and comes back on its port does not find it
/// taken by somebody's connection in between. None is given out twice, so that who needs two gets two, though neither
/// is bound yet. What is free now may be taken a moment later by another process: the caller's bind says so.
/// Thread-safe.
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;
    private static final Set<Integer> GIVEN_OUT = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /// The given port, or a free one if it is 0.
    public static int orFree(int port) {
        return port == 0 ? find() : port;
    }

    /// A free port that was not given out before.
    ///
    /// @throws IllegalStateException if none of the tried ones was free
    public static int find() {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!GIVEN_OUT.contains(port) && isFree(port) && GIVEN_OUT.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback after " + TRIES + " tries");
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
