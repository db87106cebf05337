package org.belltower.benchmarks.copies;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.belltower.benchmarks.Benchmark;
import org.belltower.benchmarks.Figures;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.model.DeviceId;
import org.belltower.model.push.Binding;

/// Bytes of heap a device of the dispatcher's copy of bindings, and a student of that of withdrawn rights,
/// beside plain maps of the records; lookups a second of devices, with what each allocates; and how long the
/// copying stands still when the table of devices grows.
public final class CopiesBenchmark implements Benchmark {
    private static final int RECORDS = 200_000;
    private static final int WARM_UP = 2;
    private static final int PAIRS = 5;

    @Override
    public String name() {
        return "copies";
    }

    @Override
    public void run(Path folder, PrintStream out) throws Exception {
        bindings(out);
        growth(out);
        for (boolean uuids : new boolean[] {false, true}) {
            for (int named = 0; named <= 2; named++) {
                withdrawnRights(new SampleStudents(uuids, named), out);
            }
        }
    }

    /// What was filled, and what it took of each record.
    private record Filled<T>(T copy, double bytes) {
        static <T> Filled<T> with(Supplier<T> empty, ObjIntConsumer<T> put) {
            long before = Heap.used();
            T copy = empty.get();
            for (int number = 0; number < RECORDS; number++) {
                put.accept(copy, number);
            }
            double bytes = (double) (Heap.used() - before) / RECORDS;
            return new Filled<>(copy, bytes);
        }
    }

    private static void bindings(PrintStream out) throws Exception {
        Filled<Bindings> packed = Filled.with(Bindings::new, (copy, number) -> copy.put(SampleDevices.binding(number)));
        Filled<PlainCopies.Bindings> plain =
                Filled.with(PlainCopies.Bindings::new, (copy, number) -> copy.put(SampleDevices.binding(number)));
        expectAll(SampleDevices::binding, number -> find(packed.copy()::find, number));
        expectAll(SampleDevices::binding, number -> find(plain.copy()::find, number));
        out.printf("packed bindings          %.0f bytes a device, of %,d%n", packed.bytes(), RECORDS);
        out.printf("plain map of records     %.0f bytes a device%n", plain.bytes());
        out.printf("packed / plain           %.0f %%%n", 100 * packed.bytes() / plain.bytes());
        lookups(packed.copy(), plain.copy(), out);
    }

    private static Binding find(Lookups.Copied copy, int number) {
        return copy.find(SampleDevices.district(number), SampleDevices.device(number))
                .orElseThrow(() -> new IllegalStateException("a device is missing"));
    }

    private static <T> void expectAll(IntFunction<T> expected, IntFunction<T> found) {
        for (int number = 0; number < RECORDS; number++) {
            if (!expected.apply(number).equals(found.apply(number))) {
                throw new IllegalStateException("what is found is not what was put");
            }
        }
    }

    private static void lookups(Bindings packed, PlainCopies.Bindings plain, PrintStream out) throws Exception {
        List<DeviceId> devices = devices(0);
        Lookups ofPacked = new Lookups(devices, true, packed::find);
        Lookups ofPlain = new Lookups(devices, true, plain::find);
        alternate(List.of(ofPacked, ofPlain));
        print(out, "packed lookups          ", ofPacked);
        print(out, "plain lookups           ", ofPlain);
        List<DeviceId> absent = devices(RECORDS);
        Lookups absentOfPacked = new Lookups(absent, false, packed::find);
        Lookups absentOfPlain = new Lookups(absent, false, plain::find);
        alternate(List.of(absentOfPacked, absentOfPlain));
        print(out, "packed, absent devices  ", absentOfPacked);
        print(out, "plain, absent devices   ", absentOfPlain);
    }

    private static List<DeviceId> devices(int first) {
        return IntStream.range(first, first + RECORDS)
                .mapToObj(SampleDevices::device)
                .toList();
    }

    private static void alternate(List<Lookups> both) throws Exception {
        for (int round = -WARM_UP; round < PAIRS; round++) {
            if (round == 0) {
                both.forEach(Lookups::forgetWarmUp);
            }
            for (Lookups one : round % 2 == 0 ? both : both.reversed()) {
                one.run();
            }
        }
    }

    private static void print(PrintStream out, String what, Lookups lookups) {
        out.printf(
                "%s %s a second on 2 threads, %.0f bytes allocated by each%n",
                what, Figures.spread(lookups.perSecond()), Figures.median(lookups.allocated()));
    }

    private static void growth(PrintStream out) {
        Growth growth = new Growth();
        growth.run();
        out.printf(
                "growth of the table      %s ms, with about %,.0f devices%n",
                Figures.spread(growth.millis()), Figures.median(growth.devices()));
    }

    private static void withdrawnRights(SampleStudents students, PrintStream out) {
        Filled<WithdrawnRights> packed =
                Filled.with(WithdrawnRights::new, (copy, number) -> copy.put(students.record(number)));
        Filled<PlainCopies.WithdrawnRights> plain =
                Filled.with(PlainCopies.WithdrawnRights::new, (copy, number) -> copy.put(students.record(number)));
        IntFunction<Withdrawn> expected = students::withdrawn;
        expectAll(expected, number -> packed.copy().of(SampleStudents.DISTRICT, students.student(number)));
        expectAll(expected, number -> plain.copy().of(SampleStudents.DISTRICT, students.student(number)));
        out.printf(
                "withdrawn rights, %s, %d named: packed %.0f, plain %.0f bytes a student%n",
                students.uuids() ? "ids of 36 characters" : "ids of ten digits   ",
                students.named(),
                packed.bytes(),
                plain.bytes());
    }
}
