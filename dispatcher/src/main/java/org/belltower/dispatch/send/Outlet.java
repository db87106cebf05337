package org.belltower.dispatch.send;

import org.belltower.dispatch.flow.Credential;

/// Where an app's pushes leave for a provider.
public sealed interface Outlet {
    /// They leave.
    record Open(Route route) implements Outlet {}

    /// There are credentials that nobody can use now: pushes wait for better ones.
    ///
    /// @param credential what they would leave by
    /// @param code one of a fixed few
    /// @param detail for an operator; ids only
    record Closed(Credential credential, String code, String detail) implements Outlet {}

    /// There are none.
    record Missing() implements Outlet {}
}
