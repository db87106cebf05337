package org.belltower.dispatch.binding;

import java.util.Optional;
import java.util.Set;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.replica.Numbers;
import org.belltower.dispatch.replica.PackedRecords;
import org.belltower.dispatch.replica.Packer;
import org.belltower.dispatch.replica.Unpacker;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// The newest binding of every device, packed: one array of bytes for each, and nothing beside it.
///
/// **The layout.** District, device and version ([PackedRecords]); then app, standing, person, session epoch,
/// token, the token's version and since when. What has few values (district, app, and all that is on or off
/// together) is kept once and stands in the array as a number of a byte or two; ids and tokens are written in
/// the smallest alphabet that has their characters.
///
/// **The invariant.** What is found equals what was put, whatever the binding: each part can be written
/// whatever its value, and nothing counts the values of an enum.
///
/// Thread-safe.
public final class Bindings implements Copy<Binding> {
    /// In place of a token; none is empty.
    private static final String NONE = "";

    private final PackedRecords devices = new PackedRecords();
    private final Numbers<AppId> apps = new Numbers<>();
    private final Numbers<Standing> standings = new Numbers<>();

    public Optional<Binding> find(DistrictId district, DeviceId device) {
        return devices.find(district, device.value()).map(found -> unpacked(district, device, found));
    }

    @Override
    public void put(Binding binding) {
        devices.put(binding.district(), binding.device().value(), binding.version(), to -> pack(binding, to));
    }

    @Override
    public void remove(RecordKey key) {
        devices.remove(key.district(), new DeviceId(key.id()).value());
    }

    /// A device that is not known receives nothing.
    @Override
    public void deny(RecordKey key) {
        remove(key);
    }

    @Override
    public int size() {
        return devices.size();
    }

    /// Grows with each change, after it can be found.
    public long changes() {
        return devices.changes();
    }

    private void pack(Binding binding, Packer to) {
        DeviceToken token = binding.token();
        to.number(apps.of(binding.app()));
        to.number(standings.of(Standing.of(binding)));
        to.text(binding.person().value());
        to.number(binding.sessionEpoch());
        to.text(token == null ? NONE : token.value());
        to.number(binding.tokenVersion());
        to.instant(binding.tokenSince());
    }

    private Binding unpacked(DistrictId district, DeviceId device, PackedRecords.Found found) {
        Unpacker from = found.rest();
        AppId app = apps.value(from.number());
        Standing standing = standings.value(from.number());
        PersonId person = new PersonId(from.text());
        long sessionEpoch = from.number();
        String token = from.text();
        return new Binding(
                district,
                device,
                found.version(),
                app,
                standing.provider(),
                person,
                sessionEpoch,
                standing.session(),
                standing.permission(),
                token.equals(NONE) ? null : new DeviceToken(token),
                from.number(),
                from.instant(),
                standing.categories(),
                standing.unsupported(),
                standing.officeMessages(),
                standing.detail());
    }

    /// What of a binding has few values: many devices have all of these in common.
    private record Standing(
            Provider provider,
            SessionState session,
            Binding.Permission permission,
            Set<Category> categories,
            @Nullable Boolean unsupported,
            Boolean officeMessages,
            @Nullable Boolean detail) {
        static Standing of(Binding binding) {
            return new Standing(
                    binding.provider(),
                    binding.session(),
                    binding.permission(),
                    binding.categories(),
                    binding.unsupported(),
                    binding.officeMessages(),
                    binding.detail());
        }
    }
}
