package org.belltower.local.suite.scenario;

/// How a scenario ended.
public enum ScenarioResult {
    /// All came as it had to.
    AS_EXPECTED,

    /// Something was missing, unexpected or a duplicate; the scenario has printed what.
    NOT_AS_EXPECTED
}
