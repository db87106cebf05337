package org.belltower.registry.district;

/// "Enable Push Notifications", one for a district and all its schools, off for a new one (A1).
public record MasterSwitch(boolean enabled) {}
