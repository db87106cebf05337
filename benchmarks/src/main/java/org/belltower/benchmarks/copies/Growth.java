package org.belltower.benchmarks.copies;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.belltower.dispatch.binding.Bindings;

/// How long one put takes that makes the table of bindings grow: the thread that copies stands still for it.
final class Growth {
    /// So that the last growth is one of about a million.
    private static final int DEVICES = 1_100_000;

    private static final int FILLS = 3;

    private final List<Double> millis = new ArrayList<>();
    private final List<Double> devices = new ArrayList<>();

    /// Each fill's longest put. Those amid which garbage was collected do not count.
    List<Double> millis() {
        return millis;
    }

    /// How many there were, each time.
    List<Double> devices() {
        return devices;
    }

    void run() {
        for (int fill = 0; fill < FILLS; fill++) {
            fill();
        }
    }

    private void fill() {
        Bindings bindings = new Bindings();
        long longest = 0;
        int there = 0;
        for (int number = 0; number < DEVICES; number++) {
            var binding = SampleDevices.binding(number);
            long collections = collections();
            long began = System.nanoTime();
            bindings.put(binding);
            long took = System.nanoTime() - began;
            if (took > longest && collections() == collections) {
                longest = took;
                there = number;
            }
        }
        millis.add(longest / 1e6);
        devices.add((double) there);
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
