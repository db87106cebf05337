package org.belltower.model.wire;

import java.nio.charset.StandardCharsets;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;

/// The key of every record: UTF-8 `district/id`. What the id names is the topic's to say ([Topics]).
public record RecordKey(DistrictId district, String id) {
    public RecordKey {
        InvalidFieldException.required("district", district);
        InvalidFieldException.text("id", id, 512);
    }

    /// @throws InvalidFieldException if the text is not `district/id`
    public static RecordKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidFieldException("key", "must be district/id");
        }
        return new RecordKey(new DistrictId(text.substring(0, slash)), text.substring(slash + 1));
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return district.value() + "/" + id;
    }
}
