package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// Random walks against a plain map.
class PackedRecordsPropertyTest {
    private static final int IDS = 60;

    @Property(tries = 1_000)
    void they_are_what_a_map_of_the_newest_is(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(min = 0, max = 99_999) Integer> choices) {
        PackedRecords records = new PackedRecords();
        Map<RecordKey, Long> model = new HashMap<>();
        for (int choice : choices) {
            RecordKey key = key(choice % IDS);
            long version = choice / IDS % 7L - 3;
            switch (choice / IDS / 7 % 4) {
                case 0 -> {
                    records.remove(key.district(), key.id());
                    model.remove(key);
                }
                case 1 -> {
                    records.replace(key.district(), key.id(), version, to -> to.number(version));
                    model.put(key, version);
                }
                default -> {
                    records.put(key.district(), key.id(), version, to -> to.number(version));
                    model.merge(key, version, Math::max);
                }
            }
            assertThat(records.size()).isEqualTo(model.size());
        }
        for (int number = 0; number < IDS; number++) {
            RecordKey key = key(number);
            assertThat(found(records, key)).isEqualTo(model.get(key));
        }
    }

    private static @Nullable Long found(PackedRecords records, RecordKey key) {
        return records.find(key.district(), key.id())
                .map(found -> {
                    assertThat(found.rest().number()).isEqualTo(found.version());
                    return found.version();
                })
                .orElse(null);
    }

    /// Some are the beginnings of others.
    private static RecordKey key(int number) {
        return new RecordKey(new DistrictId("d-" + number % 3), "1".repeat(1 + number / 3));
    }
}
