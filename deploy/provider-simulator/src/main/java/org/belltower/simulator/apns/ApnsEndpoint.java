package org.belltower.simulator.apns;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.belltower.simulator.http2.ProviderEndpoint;
import org.belltower.simulator.http2.ProviderSession;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.script.Script;
import org.jspecify.annotations.Nullable;

/// The APNs provider API. Immutable but for what it is given.
///
/// @param registry the teams, keys, certificates and device tokens that are known
/// @param script what is answered to a push that is in order
/// @param record where every request goes
/// @param rules how strict it is
/// @param clock tells the age of provider tokens
/// @param idSeed makes the ids that the simulator gives to pushes without one differ from those of another run
public record ApnsEndpoint(
        ApnsRegistry registry, Script script, PushRecord record, Rules rules, InstantSource clock, long idSeed)
        implements ProviderEndpoint {

    /// How strict the endpoint is.
    ///
    /// @param environment which of Apple's services it stands for
    /// @param knownTokensOnly whether a device token that was not registered is `BadDeviceToken`
    public record Rules(ApnsEnvironment environment, boolean knownTokensOnly) {}

    @Override
    public ProviderSession connected(@Nullable X509Certificate client) {
        return new ApnsSession(
                this,
                client == null
                        ? new ApnsSender.ByToken(registry)
                        : new ApnsSender.ByCertificate(registry, client, rules.environment()));
    }

    @Override
    public int keptBodyBytes() {
        return ApnsPayload.MAX_VOIP_BYTES;
    }

    @Override
    public boolean servesHttp1() {
        return false;
    }
}
