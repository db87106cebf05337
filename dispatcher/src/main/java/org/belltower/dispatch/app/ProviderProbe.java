package org.belltower.dispatch.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.belltower.service.probe.Probe;
import org.belltower.service.probe.TlsProbe;

/// Whether a provider is reached: by the pushes that it accepted, and without any by a connection that says nothing.
///
/// @param needed whether there is an app whose pushes go there
/// @param accepted how long ago it accepted a push
record ProviderProbe(String peer, TlsProbe tls, BooleanSupplier needed, Supplier<Optional<Duration>> accepted)
        implements Probe {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    @Override
    public Found ask() {
        return tls.ask();
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public boolean isNeeded() {
        return needed.getAsBoolean();
    }

    @Override
    public Optional<Duration> heardAgo() {
        return accepted.get();
    }
}
