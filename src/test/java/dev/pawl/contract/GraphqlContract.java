package dev.pawl.contract;

import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Operations and SDL, against GitHub's own SDL. */
final class GraphqlContract {
  private static final ParserOptions LARGE =
      ParserOptions.newParserOptions()
          .maxCharacters(10_000_000)
          .maxTokens(1_000_000)
          .maxWhitespaceTokens(2_000_000)
          .build();

  private final Map<String, SDLNamedDefinition<?>> types = new LinkedHashMap<>();
  private final GraphQLSchema schema;

  GraphqlContract() {
    Document document = parse(read());
    Document more = parse(readExtension());
    List<graphql.language.Definition<?>> definitions = new ArrayList<>();
    definitions.addAll(rawTypes(document.getDefinitions()));
    Document.Builder cleaned = Document.newDocument();
    for (var definition : rawTypes(more.getDefinitions()))
      if (!(definition instanceof ObjectTypeExtensionDefinition)) definitions.add(definition);
    for (var definition : definitions) {
      if (!(definition instanceof SDLDefinition)) continue;
      var once = extended(withoutDoubles(definition), more);
      cleaned.definition(once);
      if (once instanceof SDLNamedDefinition<?> named) types.put(named.getName(), named);
    }
    TypeDefinitionRegistry registry = new SchemaParser().buildRegistry(cleaned.build());
    schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(registry);
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<graphql.language.Definition<?>> rawTypes(List definitions) {
    return definitions;
  }

  /** With the fields that the extension adds to a type. */
  private static graphql.language.Definition<?> extended(
      graphql.language.Definition<?> definition, Document more) {
    if (!(definition instanceof ObjectTypeDefinition object)) return definition;
    List<FieldDefinition> fields = new ArrayList<>(object.getFieldDefinitions());
    for (var extension : more.getDefinitionsOfType(ObjectTypeExtensionDefinition.class))
      if (extension.getName().equals(object.getName()))
        fields.addAll(extension.getFieldDefinitions());
    return object.transform(builder -> builder.fieldDefinitions(fields));
  }

  /** What GitHub documents and its SDL of that version lacks. */
  private static String readExtension() {
    try (InputStream in =
        GraphqlContract.class.getResourceAsStream("/contract/agent-assignment.graphql")) {
      if (in == null) throw new IllegalStateException("the extension is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GitHub's SDL declares some fields twice; the first counts. */
  private static graphql.language.Definition<?> withoutDoubles(
      graphql.language.Definition<?> definition) {
    if (definition instanceof ObjectTypeDefinition object) {
      Set<String> seen = new HashSet<>();
      List<FieldDefinition> fields =
          object.getFieldDefinitions().stream().filter(f -> seen.add(f.getName())).toList();
      return object.transform(builder -> builder.fieldDefinitions(fields));
    }
    if (definition instanceof InputObjectTypeDefinition input) {
      Set<String> seen = new HashSet<>();
      List<InputValueDefinition> values =
          input.getInputValueDefinitions().stream().filter(v -> seen.add(v.getName())).toList();
      return input.transform(builder -> builder.inputValueDefinitions(values));
    }
    return definition;
  }

  private static String read() {
    try {
      return Files.readString(ContractFiles.graphqlSchema());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document parse(String text) {
    return new Parser()
        .parseDocument(
            ParserEnvironment.newParserEnvironment().document(text).parserOptions(LARGE).build());
  }

  /** What is wrong with an operation; nothing when GitHub would take it. */
  List<String> operation(String query) {
    return new Validator()
        .validateDocument(schema, parse(query), Locale.ENGLISH).stream()
            .map(error -> error.getMessage())
            .toList();
  }

  /** Where an SDL says something that GitHub's does not; nothing when it is a subset. */
  List<String> subset(String sdl) {
    List<String> problems = new ArrayList<>();
    for (var definition : parse(sdl).getDefinitions()) {
      if (!(definition instanceof SDLNamedDefinition<?> named)) continue;
      SDLNamedDefinition<?> theirs = types.get(named.getName());
      if (theirs == null || !theirs.getClass().equals(named.getClass())) {
        problems.add("GitHub has no such " + named.getName());
        continue;
      }
      compare(named, theirs, problems);
    }
    return problems;
  }

  private static void compare(
      SDLNamedDefinition<?> ours, SDLNamedDefinition<?> theirs, List<String> problems) {
    switch (ours) {
      case ObjectTypeDefinition object -> fields(object, (ObjectTypeDefinition) theirs, problems);
      case InterfaceTypeDefinition face -> fields(face, (InterfaceTypeDefinition) theirs, problems);
      case InputObjectTypeDefinition input ->
          values(
              input.getName(),
              input.getInputValueDefinitions(),
              ((InputObjectTypeDefinition) theirs).getInputValueDefinitions(),
              problems);
      case EnumTypeDefinition choice -> {
        Set<String> known = new HashSet<>();
        ((EnumTypeDefinition) theirs)
            .getEnumValueDefinitions()
            .forEach(value -> known.add(value.getName()));
        choice
            .getEnumValueDefinitions()
            .forEach(
                value -> {
                  if (!known.contains(value.getName()))
                    problems.add(choice.getName() + " has no " + value.getName());
                });
      }
      case ScalarTypeDefinition scalar -> {}
      case UnionTypeDefinition union -> {
        Set<String> known = new HashSet<>();
        ((UnionTypeDefinition) theirs).getMemberTypes().forEach(type -> known.add(name(type)));
        union
            .getMemberTypes()
            .forEach(
                type -> {
                  if (!known.contains(name(type)))
                    problems.add(union.getName() + " has no " + name(type));
                });
      }
      default -> problems.add("not compared: " + ours.getName());
    }
  }

  private static void fields(
      ImplementingTypeDefinition<?> ours,
      ImplementingTypeDefinition<?> theirs,
      List<String> problems) {
    Set<String> known = new HashSet<>();
    theirs.getImplements().forEach(type -> known.add(name(type)));
    for (Type<?> type : ours.getImplements())
      if (!known.contains(name(type)))
        problems.add(ours.getName() + " does not implement " + name(type));
    Map<String, FieldDefinition> fields = new HashMap<>();
    theirs.getFieldDefinitions().forEach(field -> fields.put(field.getName(), field));
    for (FieldDefinition field : ours.getFieldDefinitions()) {
      FieldDefinition other = fields.get(field.getName());
      String where = ours.getName() + "." + field.getName();
      if (other == null) problems.add("no " + where);
      else {
        if (!name(field.getType()).equals(name(other.getType())))
          problems.add(where + " is " + name(other.getType()) + ", not " + name(field.getType()));
        values(where, field.getInputValueDefinitions(), other.getInputValueDefinitions(), problems);
      }
    }
  }

  private static void values(
      String where,
      List<InputValueDefinition> ours,
      List<InputValueDefinition> theirs,
      List<String> problems) {
    Map<String, InputValueDefinition> known = new HashMap<>();
    theirs.forEach(value -> known.put(value.getName(), value));
    for (InputValueDefinition value : ours) {
      InputValueDefinition other = known.get(value.getName());
      if (other == null || !name(value.getType()).equals(name(other.getType())))
        problems.add(where + " takes no " + value.getName() + ": " + name(value.getType()));
    }
  }

  private static String name(Type<?> type) {
    return graphql.language.AstPrinter.printAst(type);
  }
}
