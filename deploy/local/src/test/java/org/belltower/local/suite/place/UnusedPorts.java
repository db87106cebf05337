package org.belltower.local.suite.place;

import org.belltower.embedded.host.FreePorts;

/// Room for a suite of a test's own beside whatever runs on this machine.
public final class UnusedPorts {
    private UnusedPorts() {}

    /// A base whose ports nobody listens on.
    public static Ports find() {
        Ports ports = new Ports(FreePorts.find());
        while (!ports.uses(true).keySet().stream().allMatch(FreePorts::isFree)) {
            ports = new Ports(FreePorts.find());
        }
        return ports;
    }
}
