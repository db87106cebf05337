package org.belltower.registry.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;

/// One row of the question "who may be told about these students": student, member, device, what is on for it. A
/// member without a device, and a device with nothing on, have one row with nulls.
///
/// @param calendars the student's, the same in all the student's rows
/// @param portal null for the student's own row, and so with restricted
/// @param language null if the person chose none, and so with detail
public record AudienceRow(
        StudentId student,
        Set<CalendarId> calendars,
        PersonId person,
        @Nullable Boolean portal,
        @Nullable Boolean restricted,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        @Nullable LanguageTag language,
        @Nullable Boolean detail,
        @Nullable DeviceId device,
        @Nullable AppId app,
        @Nullable Long sessionEpoch,
        @Nullable SessionState session,
        @Nullable Category category,
        @Nullable Instant since,
        @Nullable BigDecimal below,
        @Nullable Instant thresholdSince) {}
