package org.belltower.local.demo.compare;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.local.demo.day.FirstDay;

/// The surnames of all families: what no change notification may show (C7, I-48). Given names are left out: some are
/// words of the language too.
final class Surnames {
    private final Pattern any;

    Surnames(FirstDay day) {
        Set<String> names = day.districts().stream()
                .flatMap(district -> district.families().stream())
                .flatMap(family -> Stream.concat(
                        family.students().values().stream().map(student -> student.name()),
                        family.guardians().values().stream().map(guardian -> guardian.name())))
                .map(name -> List.of(name.split(" ")).getLast())
                .map(Pattern::quote)
                .collect(Collectors.toCollection(TreeSet::new));
        this.any = Pattern.compile("\\b(?:" + String.join("|", names) + ")\\b");
    }

    boolean occurIn(String text) {
        return any.matcher(text).find();
    }
}
