package org.belltower.local.suite.place;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The suite's own services.
public enum Service {
    EVENT_INGEST("event-ingest", "ingest", 1),
    DEVICE_REGISTRY("device-registry", "registry", 2),
    RULES_EVALUATOR("rules-evaluator", "evaluator", 3),
    DISPATCHER("dispatcher", "dispatcher", 4);

    private final String module;
    private final String shortName;
    private final int portOffset;

    Service(String module, String shortName, int portOffset) {
        this.module = module;
        this.shortName = shortName;
        this.portOffset = portOffset;
    }

    /// The name of its module, process and log.
    public String module() {
        return module;
    }

    /// How far its port is from the base.
    int portOffset() {
        return portOffset;
    }

    /// By module name or short name.
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.module.equals(name) || service.shortName.equals(name))
                .findFirst();
    }

    /// What may be written on the command line.
    public static List<String> shortNames() {
        return Arrays.stream(values()).map(service -> service.shortName).toList();
    }
}
