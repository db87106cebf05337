package org.belltower.local.demo.day;

import static org.belltower.model.InvalidFieldException.required;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.DistrictId;

/// The first day as it is written down: districts, and what happens in them. Immutable.
///
/// @param chapters in the order of play
public record FirstDay(App app, List<District> districts, List<Chapter> chapters) {
    public FirstDay {
        required("app", app);
        districts = List.copyOf(districts);
        chapters = List.copyOf(chapters);
    }

    /// The app that all devices have, and what the providers call it.
    ///
    /// @param areas what it has: a push about anything else opens its inbox item
    public record App(AppId id, String name, Apns apns, Fcm fcm, Set<Area> areas) {
        public App {
            required("id", id);
            required("name", name);
            required("apns", apns);
            required("fcm", fcm);
            areas = Set.copyOf(required("areas", areas));
        }
    }

    /// How Apple knows it.
    public record Apns(String topic, String environment) {
        public Apns {
            required("topic", topic);
            required("environment", environment);
        }
    }

    /// How Firebase knows it.
    public record Fcm(String project) {
        public Fcm {
            required("project", project);
        }
    }

    /// One file of cases.
    ///
    /// @param name the file's, without its ending
    public record Chapter(String name, List<Case> cases) {
        public Chapter {
            cases = List.copyOf(cases);
        }
    }

    /// The same day with one more district, whose chapter is played last.
    public FirstDay with(District district, Chapter chapter) {
        return new FirstDay(
                app,
                Stream.concat(districts.stream(), Stream.of(district)).toList(),
                Stream.concat(chapters.stream(), Stream.of(chapter)).toList());
    }

    /// @throws IllegalArgumentException if there is no such district
    public District district(DistrictId id) {
        return districts.stream()
                .filter(district -> district.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no district " + id));
    }

    public List<Case> cases() {
        return chapters.stream().flatMap(chapter -> chapter.cases().stream()).toList();
    }

    /// Every event, in the order of play.
    public Stream<CaseEvent> events() {
        return cases().stream().flatMap(written -> written.events().stream());
    }
}
