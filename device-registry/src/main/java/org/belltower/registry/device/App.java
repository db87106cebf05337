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
public record App(
        String name, @Nullable Apns apns, @Nullable Fcm fcm, Set<Area> areas) {
    public App {
        InvalidFieldException.text("name", name, 255);
        areas = Collections.unmodifiableSet(new TreeSet<>(areas == null ? EnumSet.allOf(Area.class) : areas));
    }

    /// With all areas.
    public App(String name, @Nullable Apns apns, @Nullable Fcm fcm) {
        this(name, apns, fcm, EnumSet.allOf(Area.class));
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
