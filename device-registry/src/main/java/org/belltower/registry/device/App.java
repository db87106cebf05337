package org.belltower.registry.device;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// An app that families install: the shared one or a branded one.
///
/// @param apns how Apple knows it; null if it is on no Apple platform
/// @param fcm how Firebase knows it; null if it is on no Android
public record App(
        String name, @Nullable Apns apns, @Nullable Fcm fcm) {
    public App {
        InvalidFieldException.text("name", name, 255);
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
