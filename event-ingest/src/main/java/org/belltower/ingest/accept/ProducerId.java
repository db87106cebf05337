package org.belltower.ingest.accept;

import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;

/// Names a producer: two districts' clients of one name are two (I-9).
///
/// @param client the client id of the token
public record ProducerId(DistrictId district, String client) {
    private static final int LONGEST_CLIENT = 255;

    public ProducerId {
        InvalidFieldException.required("district", district);
        InvalidFieldException.text("client", client, LONGEST_CLIENT);
    }

    /// @param text as [#toString] writes it; a district's name holds no slash
    /// @throws InvalidFieldException if it is not `district/client`
    public static ProducerId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidFieldException("producer", "must be district/client");
        }
        return new ProducerId(new DistrictId(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return district.value() + "/" + client;
    }
}
