package org.belltower.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A15: what a provider took is accepted, and what a phone shows nobody knows.
class NothingIsDeliveredTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final List<String> TELLING = List.of(
            "docs/http",
            "docs/topics",
            "docs/schemas",
            "rules-evaluator/src/main/resources",
            "rules-evaluator/src/main/java/org/belltower/rules/app/RulesMetric.java",
            "dispatcher/src/main/java/org/belltower/dispatch/app/DispatchMetric.java",
            "dispatcher/src/main/java/org/belltower/dispatch/history/explanation");

    @Test
    void A15_no_contract_metric_or_word_to_a_family_calls_a_push_delivered() {
        assertThat(TELLING)
                .allSatisfy(place -> assertThat(files(ROOT.resolve(place)))
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(file).content().doesNotContainIgnoringCase("deliver", "entregad")));
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
