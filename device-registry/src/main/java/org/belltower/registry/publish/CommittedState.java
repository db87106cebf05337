package org.belltower.registry.publish;

import java.util.List;

/// What is committed about the marked keys. Methods block and fail with a RuntimeException while the store is away;
/// both may be repeated. Thread-safe.
public interface CommittedState {
    /// Greater than every version before. Drawn before [#read], so that of two states of a key the one with the
    /// higher version was never read earlier.
    long nextVersion();

    /// Reads the state of the marked keys, each district as of one moment after the call.
    Reading read(List<Mark> marks, long version);

    /// @param publications per district: bindings, settings, credentials, revocations, audiences, in this order
    /// @param settled the marks that these settle. The others must wait: their audience names a device
    ///     whose binding is not published yet
    /// @param withheld those of the publications that stand for an audience or for revocations larger than a record
    ///     may be: what nobody can know denies (I-2), and one of them stops nothing else
    record Reading(List<Publication> publications, List<Mark> settled, List<Publication> withheld) {
        public Reading {
            publications = List.copyOf(publications);
            settled = List.copyOf(settled);
            withheld = List.copyOf(withheld);
        }

        public static Reading joined(List<Reading> readings) {
            return new Reading(
                    readings.stream()
                            .flatMap(reading -> reading.publications().stream())
                            .toList(),
                    readings.stream()
                            .flatMap(reading -> reading.settled().stream())
                            .toList(),
                    readings.stream()
                            .flatMap(reading -> reading.withheld().stream())
                            .toList());
        }
    }
}
