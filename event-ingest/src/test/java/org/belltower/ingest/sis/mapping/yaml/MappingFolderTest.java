package org.belltower.ingest.sis.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFolderTest {
    @Test
    void every_yaml_file_is_a_source(@TempDir Path folder) throws Exception {
        write(folder, "north.yaml", Mappings.northYaml());
        write(folder, "south.yaml", south());
        write(folder, "notes.txt", "nothing");
        assertThat(MappingFolder.read(folder)).hasSize(2);
    }

    @Test
    void mistakes_of_all_files_are_told(@TempDir Path folder) throws IOException {
        write(folder, "a.yaml", Mappings.northYaml().replace("client: sis-north\n", ""));
        write(folder, "b.yaml", "");
        assertThat(read(folder).mistakes())
                .extracting(Mistake::toString)
                .containsExactly("a.yaml:3: client is missing", "b.yaml:1: the file is empty");
    }

    @Test
    void what_no_yaml_may_hold_and_what_is_not_in_utf_8_is_told_with_its_file_and_line(@TempDir Path folder)
            throws IOException {
        write(folder, "a.yaml", "district: north\nclient: \u0007\n");
        Files.write(folder.resolve("b.yaml"), "district: north\nclient: schön\n".getBytes(StandardCharsets.ISO_8859_1));
        write(folder, "c.yaml", "[".repeat(100));
        assertThat(read(folder).mistakes())
                .extracting(Mistake::toString)
                .satisfiesExactly(
                        told -> assertThat(told).startsWith("a.yaml:2: is no YAML: "),
                        told -> assertThat(told).isEqualTo("b.yaml:2: is not in UTF-8"),
                        told -> assertThat(told).startsWith("c.yaml:1: is no YAML: "));
    }

    @Test
    void two_sources_with_one_topic_prefix_or_one_name_of_their_events_are_a_mistake(@TempDir Path folder)
            throws IOException {
        write(folder, "a.yaml", Mappings.northYaml());
        write(folder, "b.yaml", south().replace("topicPrefix: south", "topicPrefix: sis"));
        write(folder, "c.yaml", Mappings.northYaml().replace("topicPrefix: sis", "topicPrefix: other"));
        assertThat(read(folder).mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        "b.yaml:1: a.yaml has the same topicPrefix",
                        "c.yaml:1: a.yaml has the same district, client and source");
    }

    private static String south() {
        return Mappings.northYaml()
                .replace("district: north", "district: south")
                .replace("topicPrefix: sis", "topicPrefix: south");
    }

    private static InvalidMappingException read(Path folder) {
        InvalidMappingException invalid =
                catchThrowableOfType(InvalidMappingException.class, () -> MappingFolder.read(folder));
        assertThat(invalid).as("a folder with mistakes").isNotNull();
        return invalid;
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
