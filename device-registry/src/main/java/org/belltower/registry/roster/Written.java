package org.belltower.registry.roster;

import org.belltower.model.StudentId;

/// What became of an item.
public sealed interface Written {
    /// It is as it was asked for.
    enum Done implements Written {
        CREATED(201),
        CHANGED(200),
        DELETED(200),
        /// Nothing was written, and nothing is published.
        UNCHANGED(204);

        private final int status;

        Done(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// Nothing was changed.
    ///
    /// @param field what is wrong
    /// @param rule the second half of a sentence: "is not known"
    record Refused(Reason reason, String field, String rule) implements Written {
        /// The student is known: there are people of theirs.
        public static Refused tooManyGuardians(StudentId student) {
            return new Refused(
                    Reason.CONFLICT,
                    "student",
                    student + " has " + Relationship.MOST
                            + " guardians, counting those taken out lately: that is the most there can be");
        }
    }

    /// Why it was refused.
    enum Reason {
        /// It refers to what is not there, or is not as it must be.
        INVALID(400, "Bad Request"),
        /// It stands against something that is there.
        CONFLICT(409, "Conflict");

        private final int status;
        private final String title;

        Reason(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }
}
