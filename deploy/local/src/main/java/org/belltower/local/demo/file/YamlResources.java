package org.belltower.local.demo.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Reads YAML files from the class path, strictly: unknown and double keys are errors, numbers stay as they are
/// written (85.00 is not 85).
final class YamlResources {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final String folder;

    /// @param folder on the class path, ending with a slash
    YamlResources(String folder) {
        this.folder = folder;
    }

    /// @throws FirstDayException if the file is missing, or is not what is expected
    <T> T read(String file, TypeReference<T> type) {
        try (InputStream stream = YamlResources.class.getResourceAsStream(folder + file)) {
            if (stream == null) {
                throw new FirstDayException(file, "there is no such file");
            }
            return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /// @param file for what is said about errors
    /// @throws FirstDayException if the text is not what is expected
    static <T> T parse(String file, String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonMappingException e) {
            throw new FirstDayException(file, path(e) + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new FirstDayException(file, e.getOriginalMessage(), e);
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return "line " + e.getLocation().getLineNr() + ", " + path + ": ";
    }
}
