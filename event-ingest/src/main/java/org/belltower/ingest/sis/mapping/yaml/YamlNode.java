package org.belltower.ingest.sis.mapping.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.mapping.Location;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A piece of a YAML file that knows where it stands. Each question that it cannot answer is a
/// [MistakeException].
record YamlNode(String file, Node node) {
    Location location() {
        return new Location(file, node.getStartMark().getLine() + 1);
    }

    MistakeException mistake(String what) {
        return new MistakeException(location(), what);
    }

    boolean isObject() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /// In the order in which they stand there.
    SequencedMap<String, YamlNode> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("must be names with values below them");
        }
        SequencedMap<String, YamlNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (fields.putIfAbsent(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.mistake(key.text() + " stands here twice");
            }
        }
        return fields;
    }

    /// As [#fields], of which none may be called otherwise.
    Map<String, YamlNode> fields(List<String> known) {
        SequencedMap<String, YamlNode> fields = fields();
        fields.forEach((name, item) -> {
            if (!known.contains(name)) {
                throw item.mistake(name + " is not known here; there are: " + String.join(", ", known));
            }
        });
        return fields;
    }

    YamlNode field(String name) {
        YamlNode field = fields().get(name);
        if (field == null) {
            throw mistake(name + " is missing");
        }
        return field;
    }

    @Nullable
    YamlNode optional(String name) {
        return fields().get(name);
    }

    List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw mistake("must be a list");
        }
        return sequence.getValue().stream()
                .map(each -> new YamlNode(file, each))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// As it is written: `N` is N here, though YAML would have it false.
    String text() {
        if (!(node instanceof ScalarNode scalar) || isNull()) {
            throw mistake("must be one value");
        }
        if (scalar.getValue().isBlank()) {
            throw mistake("must not be blank");
        }
        return scalar.getValue();
    }

    boolean flag() {
        if (cell() instanceof Cell.Flag flag) {
            return flag.flag();
        }
        throw mistake("must be true or false");
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /// As the source would write it: what is in quotes is a text, `null` is nothing.
    Cell cell() {
        if (!(node instanceof ScalarNode scalar)) {
            throw mistake("must be one value");
        }
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
            return new Cell.Text(text);
        }
        if (isNull()) {
            return Cell.nothing();
        }
        if (text.equals("true") || text.equals("false")) {
            return new Cell.Flag(text.equals("true"));
        }
        Cell written = new Cell.Text(text);
        boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return number ? written.asNumber().<Cell>map(Cell.Decimal::new).orElse(written) : written;
    }
}
