package org.belltower.dispatch.credential;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.Opening;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.wire.MalformedMessageException;

/// Opens what is sealed and makes a sender of it. What was opened lives in the sender alone.
record CredentialReader(CredentialSeal seal, SenderFactory senders) {
    /// Why a credential cannot be used.
    ///
    /// @param code one of a fixed few
    /// @param detail for an operator; ids only
    record Problem(String code, String detail) {
        static final Problem RECORD =
                new Problem("UNREADABLE", "its record on the topic cannot be read; upload the credential anew");
    }

    /// @param usable what is made of its sender
    /// @param unusable what is made of it if there is none
    <T> T read(
            SealedCredential sealed,
            Function<OpenedSender, T> usable,
            BiFunction<SealedCredential, Problem, T> unusable) {
        return switch (sealed.openedBy(seal)) {
            case Opening.UnknownKey unknown ->
                unusable.apply(
                        sealed,
                        new Problem(
                                "UNKNOWN_KEY",
                                "it is encrypted under the key " + unknown.key()
                                        + ", which belltower.credentials does not have"));
            case Opening.Unreadable _ ->
                unusable.apply(
                        sealed,
                        new Problem(
                                "UNREADABLE",
                                "it does not open with the key "
                                        + sealed.envelope().key() + ": another key, or not what was sealed here"));
            case Opening.Opened opened -> {
                try {
                    yield usable.apply(senders.open(sealed, ProviderCredential.read(opened.content())));
                } catch (MalformedMessageException | IllegalArgumentException e) {
                    yield unusable.apply(
                            sealed, new Problem("UNUSABLE", "no sender can be made of it; upload the credential anew"));
                }
            }
        };
    }
}
