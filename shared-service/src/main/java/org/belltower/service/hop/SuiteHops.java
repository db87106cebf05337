package org.belltower.service.hop;

import java.util.List;
import java.util.TreeMap;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Hop.Encryption;
import org.belltower.service.heartbeat.ServiceStatus;

/// Which hops of the whole suite are not encrypted, by what its services tell (A13). Pure.
///
/// @param encryption PLAIN if one hop is; else UNKNOWN if one is not known, or a service is not heard, which may have
///     hops that nobody knows of; else ENCRYPTED
/// @param unencrypted by name: "producers to event-ingest"
/// @param unknown by name; of a service that is not heard all, told as "event-ingest"
public record SuiteHops(Encryption encryption, List<String> unencrypted, List<String> unknown) {
    public SuiteHops {
        unencrypted = List.copyOf(unencrypted);
        unknown = List.copyOf(unknown);
    }

    public static SuiteHops of(List<ServiceStatus> services) {
        TreeMap<String, Encryption> hops = new TreeMap<>();
        for (ServiceStatus service : services) {
            List<Hop> told = service.copies().stream()
                    .filter(ServiceStatus.Copy::isHeard)
                    .flatMap(copy -> copy.last().hops().stream())
                    .toList();
            if (told.isEmpty()) {
                hops.put(service.service(), Encryption.UNKNOWN);
            }
            told.forEach(hop -> hops.merge(hop.name(), hop.encryption(), SuiteHops::worse));
        }
        List<String> plain = named(hops, Encryption.PLAIN);
        List<String> unknown = named(hops, Encryption.UNKNOWN);
        return new SuiteHops(worst(plain, unknown), plain, unknown);
    }

    private static Encryption worst(List<String> plain, List<String> unknown) {
        if (!plain.isEmpty()) {
            return Encryption.PLAIN;
        }
        return unknown.isEmpty() ? Encryption.ENCRYPTED : Encryption.UNKNOWN;
    }

    /// Copies of a service may be configured otherwise.
    private static Encryption worse(Encryption one, Encryption other) {
        if (one == Encryption.PLAIN || other == Encryption.PLAIN) {
            return Encryption.PLAIN;
        }
        return one == Encryption.UNKNOWN ? one : other;
    }

    private static List<String> named(TreeMap<String, Encryption> hops, Encryption encryption) {
        return hops.entrySet().stream()
                .filter(hop -> hop.getValue() == encryption)
                .map(hop -> hop.getKey())
                .toList();
    }
}
