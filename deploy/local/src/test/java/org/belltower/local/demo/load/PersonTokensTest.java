package org.belltower.local.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.model.PersonId;
import org.junit.jupiter.api.Test;

class PersonTokensTest {
    private static final int PHONES = 8;

    private final District district = FirstDayFiles.load().districts().getFirst();

    @Test
    void a_person_with_several_phones_is_asked_for_once_though_they_sign_in_at_once() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(PHONES);
        PersonTokens people = new PersonTokens((_, person) -> {
            // So long that all the others can ask too.
            boolean _ = others.await(200, TimeUnit.MILLISECONDS);
            return person + "-" + asked.incrementAndGet();
        });
        List<String> tokens = Collections.synchronizedList(new ArrayList<>());
        AtOnce.all(Collections.nCopies(PHONES, () -> {
            others.countDown();
            tokens.add(people.of(district, new PersonId("rosa-ruiz")));
        }));
        assertThat(tokens).hasSize(PHONES).containsOnly("rosa-ruiz-1");
        assertThat(people.of(district, new PersonId("miguel-ruiz"))).isEqualTo("miguel-ruiz-2");
    }
}
