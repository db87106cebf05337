package org.belltower.local.demo.file;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// A case as it stands in its file. What is null was left out.
record WrittenCase(String sentence, List<String> rows, Common common, List<WrittenEvent> events) {

    @JsonCreator
    static WrittenCase of(
            @JsonProperty("case") String sentence,
            @JsonProperty("row") List<String> rows,
            @JsonProperty("district") @Nullable DistrictId district,
            @JsonProperty("client") @Nullable String client,
            @JsonProperty("by") @Nullable By by,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("data") @Nullable ObjectNode data,
            @JsonProperty("events") List<WrittenEvent> events) {
        return new WrittenCase(
                required("case", sentence),
                List.copyOf(required("row", rows)),
                new Common(district, client, by, type, data),
                List.copyOf(required("events", events)));
    }

    /// What a case says once for all its events, and an event may say otherwise.
    record Common(
            @Nullable DistrictId district,
            @Nullable String client,
            @Nullable By by,
            @Nullable String type,
            @Nullable ObjectNode data) {}

    /// By what its events come, if not over HTTP.
    enum By {
        /// By rows of the student information system.
        @JsonProperty("sis")
        SIS
    }

    /// An event.
    ///
    /// @param position generation and position
    /// @param deleted whether its row is deleted
    /// @param corrects whether what arrives says that it corrects what was told
    /// @param formerly the assignment's id before it got that of the data
    record WrittenEvent(
            @Nullable DistrictId district,
            @Nullable String client,
            @Nullable String type,
            @Nullable String id,
            @Nullable String at,
            @Nullable String origin,
            @Nullable List<Long> position,
            @Nullable Map<String, @Nullable String> attributes,
            @Nullable ObjectNode data,
            @Nullable Boolean deleted,
            @Nullable String formerly,
            @Nullable String raw,
            @Nullable String contentType,
            @Nullable Set<DeviceId> arrives,
            @Nullable Boolean corrects,
            @Nullable Map<DeviceId, Reason> skipped,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            Set<Reason> reason,

            Expectation.@Nullable Refused refused,
            @Nullable Map<DeviceId, Withdrawal> meanwhile,
            @Nullable String because) {}
}
