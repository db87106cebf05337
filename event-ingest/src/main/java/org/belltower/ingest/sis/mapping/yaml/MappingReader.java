package org.belltower.ingest.sis.mapping.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.CodeTable;
import org.belltower.ingest.sis.mapping.Condition;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.ingest.sis.mapping.Expression;
import org.belltower.ingest.sis.mapping.FieldKind;
import org.belltower.ingest.sis.mapping.Location;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.ingest.sis.mapping.Shape;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.change.ChangeType;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/// Reads the mapping of one source from YAML (docs/debezium.md tells the language), all of it before it
/// complains.
public final class MappingReader {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();

    private MappingReader(String file) {
        this.file = file;
    }

    /// @param file the name by which mistakes tell where they are
    /// @throws InvalidMappingException with every mistake that was found
    /// @throws IOException if the file cannot be read
    public static SourceMapping read(Path file) throws InvalidMappingException, IOException {
        String name = String.valueOf(file.getFileName());
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
            int line = lineAt(before, before.length());
            throw new InvalidMappingException(List.of(new Mistake(new Location(name, line), "is not in UTF-8")));
        }
        return read(name, out.flip().toString());
    }

    /// @throws InvalidMappingException with every mistake that was found
    public static SourceMapping read(String file, String yaml) throws InvalidMappingException {
        return new MappingReader(file).read(yaml);
    }

    private SourceMapping read(String yaml) throws InvalidMappingException {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
            if (root == null) {
                throw new MistakeException(new Location(file, 1), "the file is empty");
            }
            SourceMapping mapping = source(new YamlNode(file, root));
            if (mistakes.isEmpty() && mapping != null) {
                return mapping;
            }
        } catch (MistakeException e) {
            mistakes.add(e.mistake());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            mistakes.add(new Mistake(new Location(file, line + 1), "is no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            // A character that no YAML has, or more of it than is read; where that is, it does not say.
            int line = e instanceof ReaderException at ? lineAt(yaml, at.getPosition()) : 1;
            mistakes.add(new Mistake(new Location(file, line), "is no YAML: " + firstLine(e)));
        }
        mistakes.sort(Comparator.comparingInt(mistake -> mistake.location().line()));
        throw new InvalidMappingException(mistakes);
    }

    private static int lineAt(String yaml, int position) {
        return 1
                + (int) yaml.codePoints().limit(position).filter(c -> c == '\n').count();
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private @Nullable SourceMapping source(YamlNode item) {
        item.fields(List.of("district", "client", "source", "topicPrefix", "codes", "events"));
        Map<String, CodeTable> codes = new HashMap<>();
        YamlNode codesItem = item.optional("codes");
        if (codesItem != null) {
            codesItem.fields().forEach((name, table) -> attempt(() -> codes.put(name, codeTable(name, table))));
        }
        List<EventMapping> events = new ArrayList<>();
        List<YamlNode> declared = item.field("events").list();
        if (declared.isEmpty()) {
            throw item.field("events").mistake("must not be empty");
        }
        declared.forEach(each -> attempt(() -> events.add(event(each, codes))));
        checkOnce(events);
        Map<String, String> names = names(item);
        if (!mistakes.isEmpty()) {
            return null;
        }
        try {
            return new SourceMapping(
                    new DistrictId(names.getOrDefault("district", "")),
                    names.getOrDefault("client", ""),
                    names.getOrDefault("source", ""),
                    names.getOrDefault("topicPrefix", ""),
                    events);
        } catch (InvalidFieldException e) {
            YamlNode wrong = item.optional(e.field());
            mistakes.add(new Mistake((wrong == null ? item : wrong).location(), e.getMessage()));
            return null;
        }
    }

    /// Whose it is; each that is missing is a mistake of its own.
    private Map<String, String> names(YamlNode item) {
        Map<String, String> names = new HashMap<>();
        for (String name : List.of("district", "client", "source", "topicPrefix")) {
            attempt(() -> names.put(name, item.field(name).text()));
        }
        return names;
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (MistakeException e) {
            mistakes.add(e.mistake());
        }
    }

    private static CodeTable codeTable(String name, YamlNode item) {
        Map<String, Cell> meanings = new LinkedHashMap<>();
        item.fields().forEach((code, meaning) -> meanings.put(code, meaning.cell()));
        return new CodeTable(name, meanings);
    }

    /// Two of one type for one table would give their events one id.
    private void checkOnce(List<EventMapping> events) {
        Set<List<Object>> seen = new LinkedHashSet<>();
        for (EventMapping event : events) {
            if (!seen.add(List.of(event.table(), event.type()))) {
                mistakes.add(new Mistake(
                        event.location(),
                        event.table() + " has events of this type already: say both in one, by a choice"));
            }
        }
    }

    private EventMapping event(YamlNode item, Map<String, CodeTable> codes) {
        item.fields(List.of("type", "table", "when", "lookups", "data", "deleted"));
        ChangeType type = type(item.field("type"));
        List<Lookup> lookups = lookups(item.optional("lookups"), codes);
        Names names = new Names(codes, names(lookups));
        ExpressionReader expressions = new ExpressionReader(names);
        ShapeReader shapes = new ShapeReader(expressions, mistakes);
        YamlNode when = item.optional("when");
        List<Condition> conditions = when == null ? List.of() : expressions.conditions(when);
        FieldKind.Fields kind = FieldKind.of(type);
        Shape.Fields data = shapes.whole(item.field("data"), kind);
        return new EventMapping(
                type,
                table(item.field("table")),
                conditions,
                lookups,
                data,
                deletion(item.optional("deleted"), shapes, kind),
                item.location());
    }

    private static Set<String> names(List<Lookup> lookups) {
        Set<String> names = new LinkedHashSet<>();
        lookups.forEach(lookup -> names.add(lookup.name()));
        return names;
    }

    private static ChangeType type(YamlNode item) {
        return ChangeType.named(item.text())
                .orElseThrow(() -> item.mistake("is no type of event; there are: "
                        + String.join(
                                ", ",
                                Arrays.stream(ChangeType.values())
                                        .map(ChangeType::typeName)
                                        .toList())));
    }

    private static TableName table(YamlNode item) {
        try {
            return TableName.of(item.text());
        } catch (IllegalArgumentException e) {
            throw item.mistake(e.getMessage() == null ? "is no table" : e.getMessage());
        }
    }

    private static EventMapping.Deletion deletion(@Nullable YamlNode item, ShapeReader shapes, FieldKind.Fields kind) {
        return item == null
                ? new EventMapping.Deletion.Gone()
                : new EventMapping.Deletion.Means(shapes.fields(item, kind));
    }

    private static List<Lookup> lookups(@Nullable YamlNode item, Map<String, CodeTable> codes) {
        List<Lookup> lookups = new ArrayList<>();
        if (item != null) {
            item.fields()
                    .forEach((name, lookup) -> lookups.add(lookup(name, lookup, new Names(codes, names(lookups)))));
        }
        return lookups;
    }

    private static Lookup lookup(String name, YamlNode item, Names names) {
        item.fields(List.of("table", "by", "optional"));
        ExpressionReader expressions = new ExpressionReader(names);
        List<String> columns = new ArrayList<>();
        List<Expression> key = new ArrayList<>();
        item.field("by").fields().forEach((column, value) -> {
            columns.add(column);
            key.add(expressions.expression(value));
        });
        if (columns.isEmpty()) {
            throw item.field("by").mistake("must name a column");
        }
        YamlNode optional = item.optional("optional");
        return new Lookup(
                name, new Lookup.Index(table(item.field("table")), columns), key, optional != null && optional.flag());
    }
}
