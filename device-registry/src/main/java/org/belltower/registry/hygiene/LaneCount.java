package org.belltower.registry.hygiene;

/// Of how many devices of one district, app and environment the provider took the last push lately,
/// and of how many it refused the token.
public record LaneCount(int accepted, int rejected) {
    boolean mostAccepted() {
        return accepted > rejected;
    }
}
