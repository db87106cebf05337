package org.belltower.local.suite.issuer;

import java.util.List;
import java.util.Set;

/// Who may ask the issuer for tokens. Secrets and passwords are not here: they are made when the suite starts.
public record Identities(List<Client> clients, List<Person> people) {
    public Identities {
        clients = List.copyOf(clients);
        people = List.copyOf(people);
    }

    /// A program that asks for tokens for itself.
    ///
    /// @param id its client id
    /// @param district of its tokens
    /// @param scopes the most that its tokens may carry
    /// @param sources the URI prefixes that its events may come from; empty for one that is no producer
    public record Client(String id, String district, Set<String> scopes, List<String> sources) {
        public Client {
            scopes = Set.copyOf(scopes);
            sources = List.copyOf(sources);
        }
    }

    /// Somebody who signs in on a phone or in a browser.
    ///
    /// @param username what is typed when signing in
    /// @param district of the tokens
    /// @param person the id in the registry
    /// @param groups the user groups
    /// @param scopes the most that the tokens may carry
    public record Person(String username, String district, String person, List<String> groups, Set<String> scopes) {
        public Person {
            groups = List.copyOf(groups);
            scopes = Set.copyOf(scopes);
        }

        /// Names the person by id only.
        @Override
        public String toString() {
            return "Person[district=" + district + ", person=" + person + "]";
        }
    }
}
