package org.belltower.simulator.fcm;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.belltower.simulator.http2.ProviderEndpoint;
import org.belltower.simulator.http2.ProviderSession;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.script.Script;
import org.jspecify.annotations.Nullable;

/// FCM HTTP v1 with its token endpoint on the same port. Immutable but for what it is given.
///
/// @param registry the accounts and device tokens that are known
/// @param tokens the access tokens in force
/// @param script what is answered to a push that is in order
/// @param record where every push goes; requests for access tokens are not pushes
/// @param knownTokensOnly whether a device token that was not registered is `UNREGISTERED`
/// @param clock tells the age of assertions and access tokens
public record FcmEndpoint(
        FcmRegistry registry,
        AccessTokens tokens,
        Script script,
        PushRecord record,
        boolean knownTokensOnly,
        InstantSource clock)
        implements ProviderEndpoint {

    /// Where senders exchange an assertion for an access token.
    public static final String TOKEN_PATH = "/token";

    /// Beyond what any message within the limits needs: 4096 bytes can be six times as long in JSON.
    private static final int KEPT_BODY_BYTES = 64 * 1024;

    @Override
    public ProviderSession connected(@Nullable X509Certificate client) {
        return new FcmSession(this);
    }

    @Override
    public int keptBodyBytes() {
        return KEPT_BODY_BYTES;
    }

    @Override
    public boolean servesHttp1() {
        return true;
    }
}
