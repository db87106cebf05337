package org.belltower.local.suite.issuer;

/// A change of who may ask the local issuer for tokens.
public sealed interface IdentityChange {
    /// The user name or client id.
    String name();

    /// Somebody new, with a password drawn at random.
    record AddPerson(Identities.Person person) implements IdentityChange {
        @Override
        public String name() {
            return person.username();
        }
    }

    /// Another password for a user.
    record NewPassword(String name) implements IdentityChange {}

    record RemovePerson(String name) implements IdentityChange {}

    /// A new program, with a secret drawn at random.
    record AddClient(Identities.Client client) implements IdentityChange {
        @Override
        public String name() {
            return client.id();
        }
    }

    /// Another secret for a client.
    record NewSecret(String name) implements IdentityChange {}

    record RemoveClient(String name) implements IdentityChange {}

    /// What came of a change.
    sealed interface Result {
        /// The new password or secret, which nothing keeps.
        record Drawn(String secret) implements Result {
            @Override
            public String toString() {
                return "Drawn[]";
            }
        }

        record Removed() implements Result {}

        /// Nothing was changed.
        ///
        /// @param reason a sentence
        record Refused(String reason) implements Result {}
    }
}
