package org.belltower.simulator.control;

import java.nio.file.Path;
import java.util.Map;
import org.belltower.simulator.apns.ApnsRegistry;
import org.belltower.simulator.credentials.ProviderCredentials;
import org.belltower.simulator.fcm.AccessTokens;
import org.belltower.simulator.fcm.FcmRegistry;
import org.belltower.simulator.http2.ProviderServer;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.script.Script;

/// The parts of a simulator that the control API reaches.
///
/// @param servers one for each provider
public record Controlled(
        Script script,
        PushRecord received,
        ApnsRegistry apns,
        FcmRegistry fcm,
        AccessTokens accessTokens,
        ProviderCredentials credentials,
        Path caCertificate,
        String tokenUri,
        Map<Provider, ProviderServer> servers) {

    /// One server for each provider.
    public Controlled {
        servers = Map.copyOf(servers);
        if (servers.size() != Provider.values().length) {
            throw new IllegalArgumentException("one server for each provider");
        }
    }
}
