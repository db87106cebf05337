package org.belltower.benchmarks.copies;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.push.Binding;

/// Asks a copy for devices at random, on two threads at once.
final class Lookups {
    private static final int THREADS = 2;
    private static final int EACH = 500_000;

    private final List<DeviceId> devices;
    private final boolean there;
    private final Copied copied;
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();

    /// What is asked.
    @FunctionalInterface
    interface Copied {
        Optional<Binding> find(DistrictId district, DeviceId device);
    }

    /// @param devices by their numbers
    /// @param there whether they were put
    Lookups(List<DeviceId> devices, boolean there, Copied copied) {
        this.devices = devices;
        this.there = there;
        this.copied = copied;
    }

    List<Double> perSecond() {
        return perSecond;
    }

    /// Bytes of each lookup, those of what it found among them.
    List<Double> allocated() {
        return allocated;
    }

    void forgetWarmUp() {
        perSecond.clear();
        allocated.clear();
    }

    /// @throws IllegalStateException if a device is not found, or as another, or was not put and is found
    void run() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Long>> asking = IntStream.range(0, THREADS)
                    .<Callable<Long>>mapToObj(thread -> () -> ask(new SplittableRandom(thread)))
                    .toList();
            long began = System.nanoTime();
            long bytes = 0;
            for (Future<Long> one : threads.invokeAll(asking)) {
                bytes += one.get();
            }
            perSecond.add((double) THREADS * EACH * 1e9 / (System.nanoTime() - began));
            allocated.add((double) bytes / THREADS / EACH);
        }
    }

    private long ask(SplittableRandom random) {
        var threads = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int lookup = 0; lookup < EACH; lookup++) {
            int number = random.nextInt(devices.size());
            Optional<Binding> found = copied.find(SampleDevices.district(number), devices.get(number));
            if (found.isPresent() != there) {
                throw new IllegalStateException("a device is missing, or there that was not put");
            }
            if (there && found.orElseThrow().version() != SampleDevices.version(number)) {
                throw new IllegalStateException("another device was found");
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
