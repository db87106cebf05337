package org.belltower.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/// What a caller does with the committed contract: makes a client from it with a generator of the field, and compiles
/// that.
class GeneratedClientTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @Test
    void a_client_that_is_generated_from_the_contract_compiles() throws Exception {
        CodegenConfigurator configurator = new CodegenConfigurator()
                .setGeneratorName("java")
                .setLibrary("native")
                .setInputSpec(contract().toString())
                .setOutputDir(folder.resolve("client").toString())
                .setApiPackage("client.api")
                .setModelPackage("client.model")
                .setInvokerPackage("client")
                .addAdditionalProperty("hideGenerationTimestamp", true)
                .addAdditionalProperty("openApiNullable", false)
                .addAdditionalProperty("useOneOfDiscriminatorLookup", true)
                .addGlobalProperty("apiTests", "false")
                .addGlobalProperty("modelTests", "false")
                .addGlobalProperty("apiDocs", "false")
                .addGlobalProperty("modelDocs", "false");

        new DefaultGenerator().opts(configurator.toClientOptInput()).generate();

        List<File> sources = sources(folder.resolve("client/src/main/java"));
        assertThat(sources)
                .extracting(File::getName)
                .contains("RosterApi.java", "RosterItem.java", "EnrollmentItem.java", "StudentList.java");
        assertThat(errors(sources)).isEmpty();
    }

    private static List<File> sources(Path root) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toFile)
                    .toList();
        }
    }

    private List<String> errors(List<File> sources) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    Files.createDirectory(folder.resolve("classes")).toString());
            boolean compiled = compiler.getTask(
                            null, files, problems, options, null, files.getJavaFileObjectsFromFiles(sources))
                    .call();
            List<String> errors = problems.getDiagnostics().stream()
                    .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                    .map(Object::toString)
                    .toList();
            assertThat(compiled).isEqualTo(errors.isEmpty());
            return errors;
        }
    }

    private static Path contract() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/http"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no docs/http above");
            }
        }
        return folder.resolve("docs/http/device-registry.yaml");
    }
}
