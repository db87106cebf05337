package org.belltower.local.demo.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.local.demo.file.WrittenCase.Common;
import org.belltower.local.demo.file.WrittenCase.WrittenEvent;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.sis.SampleSis;
import org.jspecify.annotations.Nullable;

/// Makes cases of what one file says. One use a file: it counts the file's events.
final class CaseReader {
    private static final DistrictId DEFAULT_DISTRICT = new DistrictId("maple-valley");
    private static final String DEFAULT_OFFSET = "+1s";
    private static final Pattern ROW = Pattern.compile("A[0-9]{1,2}|C[0-9]{1,2}|I-[0-9]{1,2}");
    private static final Pattern OFFSET = Pattern.compile("([+-][0-9]{1,6})([smhd])");

    private final String file;
    private final String chapter;
    private final Map<DistrictId, District> districts;
    private int number;

    /// @param file for what is said about errors
    CaseReader(String file, String chapter, Map<DistrictId, District> districts) {
        this.file = file;
        this.chapter = chapter;
        this.districts = districts;
    }

    List<Case> read(List<WrittenCase> written) {
        return written.stream().map(this::read).toList();
    }

    private Case read(WrittenCase written) {
        String where = file + ", case \"" + written.sentence() + "\"";
        FirstDayException.unless(
                !written.rows().isEmpty()
                        && written.rows().stream()
                                .allMatch(row -> ROW.matcher(row).matches()),
                where,
                "row must name at least one row: A6, C2, I-14");
        FirstDayException.unless(!written.events().isEmpty(), where, "has no events");
        WayReader ways = new WayReader(written.common().by(), where);
        List<CaseEvent> events = new ArrayList<>();
        for (WrittenEvent event : written.events()) {
            number++;
            String place = where + ", event " + (events.size() + 1);
            try {
                events.add(read(written.common(), event, ways, place));
            } catch (MalformedMessageException e) {
                throw new FirstDayException(place, e.getMessage(), e);
            }
        }
        return new Case(written.sentence(), written.rows(), events);
    }

    private CaseEvent read(Common common, WrittenEvent event, WayReader ways, String where)
            throws MalformedMessageException {
        DistrictId id = first(event.district(), first(common.district(), DEFAULT_DISTRICT));
        District district = districts.get(id);
        if (district == null) {
            throw new FirstDayException(where, "there is no district " + id);
        }
        Sender sender = sender(common, event, district, where);
        String name = "%s-%02d".formatted(chapter, number);
        Body body = event.raw() == null
                ? event(common, event, name, sender, where)
                : new Body.Raw(first(event.contentType(), "application/cloudevents+json"), event.raw());
        Expectation expected = expectation(event, where);
        Map<DeviceId, Withdrawal> meanwhile = first(event.meanwhile(), Map.of());
        ExpectationCheck check = new ExpectationCheck(district, where);
        check.check(body, expected);
        check.meanwhile(body, expected, meanwhile);
        Way way = ways.read(event, body, expected);
        return new CaseEvent(name, id, sender.client(), way, body, expected, meanwhile, event.because());
    }

    private record Sender(String client, String source) {}

    private static Sender sender(Common common, WrittenEvent event, District district, String where) {
        if (common.by() != null) {
            FirstDayException.unless(common.client() == null, where, "what comes by rows has no client of its own");
            return new Sender(SampleSis.CLIENT, SampleSis.SOURCE);
        }
        String client = first(
                event.client(),
                first(common.client(), district.producers().keySet().iterator().next()));
        FirstDayException.unless(
                district.producers().containsKey(client), where, "the district has no client " + client);
        return new Sender(
                client, Objects.requireNonNull(district.producers().get(client)).getFirst());
    }

    private static Body event(Common common, WrittenEvent event, String name, Sender sender, String where)
            throws MalformedMessageException {
        String type = first(event.type(), first(common.type(), ""));
        FirstDayException.unless(!type.isEmpty(), where, "has no type");
        String origin = first(event.origin(), Way.LIVE);
        ChangeCodec.origin(origin);
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("id", first(event.id(), name));
        attributes.put("source", sender.source());
        attributes.put("type", "org.belltower." + type + ".v1");
        attributes.put("origin", origin);
        List<Long> position = event.position();
        if (position != null) {
            FirstDayException.unless(position.size() == 2, where, "position must be [generation, position]");
            attributes.put("generation", position.getFirst().toString());
            attributes.put("position", position.getLast().toString());
        }
        if (event.attributes() != null) {
            attributes.putAll(event.attributes());
        }
        return new Body.Event(
                offset(first(event.at(), DEFAULT_OFFSET), where), present(attributes), data(common, event));
    }

    private static Map<String, String> present(Map<String, @Nullable String> attributes) {
        Map<String, String> present = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    /// The case's data with the event's laid over it; null takes a field away.
    private static ObjectNode data(Common common, WrittenEvent event) {
        ObjectNode data = JsonCodec.mapper().createObjectNode();
        if (common.data() != null) {
            data.setAll(common.data());
        }
        if (event.data() != null) {
            data.setAll(event.data());
        }
        data.properties().removeIf(field -> field.getValue().isNull());
        return data;
    }

    private static Expectation expectation(WrittenEvent event, String where) {
        int said = (event.arrives() == null ? 0 : 1)
                + (event.reason() == null ? 0 : 1)
                + (event.refused() == null ? 0 : 1);
        FirstDayException.unless(said == 1, where, "must say one of arrives, reason and refused");
        FirstDayException.unless(
                event.skipped() == null || event.arrives() != null, where, "skipped goes with arrives");
        FirstDayException.unless(
                event.corrects() == null || event.arrives() != null, where, "corrects goes with arrives");
        if (event.refused() != null) {
            return event.refused();
        }
        if (event.reason() != null) {
            return new Expectation.Nobody(event.reason());
        }
        return new Expectation.Told(
                first(event.arrives(), Set.of()), first(event.skipped(), Map.of()), first(event.corrects(), false));
    }

    private static Duration offset(String text, String where) {
        Matcher matcher = OFFSET.matcher(text);
        FirstDayException.unless(matcher.matches(), where, "at must be +1s, -12h, -1d");
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static <T> T first(@Nullable T one, T other) {
        return one == null ? other : one;
    }
}
