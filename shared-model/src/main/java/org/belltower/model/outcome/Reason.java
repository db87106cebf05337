package org.belltower.model.outcome;

/// Why something was not sent: the one documented list (I-2). A family, an office and an operator read these.
public enum Reason {
    // An event that is told to nobody, whoever they are.
    NOT_LIVE("The event came from a snapshot or a backfill: it builds state and notifies nobody"),
    REPEAT("The same event was decided before"),
    OLDER_VERSION("A newer value of the same item is known already"),
    NO_CHANGE("The value is the one known already"),
    ITEM_GONE("What the event is about is not there any more, which tells nobody anything"),
    NOT_INSTRUCTIONAL("The period is not instructional: nobody is told of its attendance"),
    NO_AUDIENCE("Nothing is known about the student"),
    AUDIENCE_TOO_LARGE("The student's devices are more than one record can name, so nobody is told"),

    // The district and the school.
    DISTRICT_OFF("Enable Push Notifications is off in the district"),
    DISTRICT_UNKNOWN("The district's settings are not known"),
    NO_FOOD_SERVICE("The district has no food service"),
    CALENDAR_UNKNOWN("The calendar is not known, or is another school's"),
    NOT_ACTIVE_YEAR("The calendar does not belong to the Active Year, or is excluded"),
    SCHOOL_UNKNOWN("The school's settings are not known"),
    TOOL_NOT_DISPLAYED("The tool is not enabled in the school's Display Options"),
    CONTACT_PREFERENCE_OFF("The school's Contact Preferences do not allow push for the category"),
    NO_ACTIVE_SCHOOL("No school of the student in the Active Year offers the category and allows push for it"),
    ATTENDANCE_NOT_TOLD("The school does not tell families of attendance with this status and excuse"),

    // The person.
    NO_PORTAL("The relationship's Portal flag is off"),
    RESTRICTED("A restriction stands against the relationship"),
    RELATIONSHIP_NOT_CURRENT("The relationship has not begun or has ended"),

    // The device.
    SIGNED_OUT("Nobody is signed in on the device"),
    NOT_STAY_LOGGED_IN("The device was signed in without Stay Logged In"),
    NOT_SUBSCRIBED("The category is off on the device"),
    THRESHOLD_NOT_CROSSED("The value did not fall below the threshold"),
    NOT_TOLD_BEFORE("It corrects what the device was not told"),
    TOLD_THAT_DAY("The device was told of the student's attendance at the school on that day already"),

    // The event's age.
    TOO_OLD("It happened longer ago than is worth a push"),

    // When the push leaves.
    NO_RELATIONSHIP("The person is no guardian of the student any more"),
    NO_BINDING("The device is not known any more"),
    OTHER_SESSION("The device was signed in anew, or by someone else, since"),
    NO_TOKEN("The device has no push token"),
    UNSUPPORTED_DEVICE("The district does not support the device, by its table of supported platforms"),
    PERMISSION_DENIED("The phone's user does not let the app notify"),
    APP_NOT_CONFIGURED("No credentials are configured for the app and provider"),
    PUSH_UNUSABLE("The push could not be read, or the dispatcher failed on it: it stands among the dead letters"),

    // The provider.
    TOKEN_REJECTED("The provider does not accept the token"),
    TOKEN_NOT_FOR_APP("The token belongs to another app or project"),
    PUSH_REJECTED("The provider refused the push as malformed: a defect of ours");

    private final String description;

    Reason(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
