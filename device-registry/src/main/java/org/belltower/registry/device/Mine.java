package org.belltower.registry.device;

/// What a person sees or chooses of their own, or why not.
///
/// @param <T> what is shown
public sealed interface Mine<T> {
    /// As it stands now; if it was a choice, as it was asked for.
    record Shown<T>(T mine) implements Mine<T> {}

    /// The person is not signed in on the device; nothing was changed.
    record NotSignedIn<T>() implements Mine<T> {}

    /// The person's sessions, all or those on the device, were ended after they signed in; nothing was changed.
    record SessionsEnded<T>() implements Mine<T> {}
}
