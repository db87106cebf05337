package org.belltower.registry.device;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Area;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// An app that families install: the shared one or a branded one.
///
/// @param apns how Apple knows it; null if it is on no Apple platform
/// @param fcm how Firebase knows it; null if it is on no Android
/// @param areas the places in it that a push can open (A16); all if left out
/// @param kind SHARED if left out
/// @param audience for whom it is; all if left out
public record App(
        String name, @Nullable Apns apns, @Nullable Fcm fcm, Set<Area> areas, Kind kind, Set<Audience> audience) {
    public App {
        InvalidFieldException.text("name", name, 255);
        areas = Collections.unmodifiableSet(new TreeSet<>(areas == null ? EnumSet.allOf(Area.class) : areas));
        kind = kind == null ? Kind.SHARED : kind;
        audience =
                Collections.unmodifiableSet(new TreeSet<>(audience == null ? EnumSet.allOf(Audience.class) : audience));
        if (audience.isEmpty()) {
            throw new InvalidFieldException("audience", "must not be empty");
        }
    }

    /// With all areas, shared, for all.
    public App(String name, @Nullable Apns apns, @Nullable Fcm fcm) {
        this(name, apns, fcm, EnumSet.allOf(Area.class), Kind.SHARED, EnumSet.allOf(Audience.class));
    }

    /// Whose app it is.
    public enum Kind {
        /// One app for many districts.
        SHARED,
        /// The district's or the school's own.
        BRANDED
    }

    /// Whom an app is for.
    public enum Audience {
        FAMILIES,
        STUDENTS
    }

    /// Which of Apple's servers its tokens belong to.
    public enum Environment {
        PRODUCTION,
        SANDBOX
    }

    /// @param topic the bundle id
    public record Apns(String topic, Environment environment) {
        public Apns {
            InvalidFieldException.text("topic", topic, 255);
            required("environment", environment);
        }
    }

    /// @param project the Firebase project's id
    public record Fcm(String project) {
        public Fcm {
            InvalidFieldException.text("project", project, 255);
        }
    }
}
