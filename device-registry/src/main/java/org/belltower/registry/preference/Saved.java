package org.belltower.registry.preference;

/// What came of a person's choice.
///
/// @param <T> what is shown of it
public sealed interface Saved<T> {
    /// It is as it was asked for.
    record Done<T>(T mine) implements Saved<T> {}

    /// The person is not signed in on the device; nothing was changed.
    record NotSignedIn<T>() implements Saved<T> {}

    /// All the person's sessions were ended after the token was issued; nothing was changed.
    record SessionsEnded<T>() implements Saved<T> {}
}
