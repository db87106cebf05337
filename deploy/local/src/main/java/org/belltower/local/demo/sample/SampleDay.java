package org.belltower.local.demo.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Case;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;

/// A day of the sample district, as a chapter of the first day: the same seed makes the same day.
public final class SampleDay {
    private static final long SEED = 20_261_122;
    private static final List<String> ROWS = List.of(
            "A1", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A17", "I-11", "I-12", "I-13", "I-14", "I-16",
            "I-43");

    private SampleDay() {}

    /// The first day with the sample district in it.
    public static FirstDay after(FirstDay written) {
        return after(written, SEED);
    }

    static FirstDay after(FirstDay written, long seed) {
        Dice dice = new Dice(seed);
        District district = SampleDistrict.make(dice);
        List<SampleEvent> events = SampleEvents.make(dice, district);
        SampleModel model = new SampleModel(district, events);
        List<Case.CaseEvent> expected = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            expected.add(new Case.CaseEvent(
                    events.get(index).id(),
                    district.id(),
                    events.get(index).client(),
                    events.get(index).way(),
                    events.get(index).body(),
                    model.expected(index),
                    Map.of(),
                    null));
        }
        return written.with(
                district,
                new FirstDay.Chapter(
                        "sample",
                        List.of(new Case("A day of the sample district is as the model says", ROWS, expected))));
    }
}
