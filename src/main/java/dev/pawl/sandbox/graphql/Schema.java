package dev.pawl.sandbox.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sandbox's SDL, wired to {@link Fields}. */
final class Schema {
  private static final List<String> SCALARS =
      List.of("Base64String", "BigInt", "DateTime", "GitObjectID", "GitTimestamp", "URI");

  /** Interfaces and unions: what stands behind them says its type itself. */
  private static final List<String> ABSTRACT =
      List.of(
          "Node",
          "Actor",
          "RepositoryOwner",
          "GitObject",
          "PullRequestTimelineItems",
          "RequestedReviewer",
          "RuleParameters",
          "RuleSource",
          "StatusCheckRollupContext",
          "Assignable",
          "Assignee");

  private Schema() {}

  static GraphQLSchema load() {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    for (String name : SCALARS)
      wiring.scalar(GraphQLScalarType.newScalar().name(name).coercing(new Text()).build());
    for (String name : ABSTRACT)
      wiring.type(
          name,
          type ->
              type.typeResolver(
                  environment -> {
                    Fields fields = environment.getObject();
                    return environment.getSchema().getObjectType(fields.type());
                  }));
    DataFetcher<@Nullable Object> fetcher =
        environment -> {
          Fields fields = environment.getSource();
          if (fields == null) return null;
          Object value = fields.get(environment.getField().getName());
          return value instanceof Lazy lazy ? lazy.get(environment) : value;
        };
    wiring.codeRegistry(
        GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(environment -> fetcher).build());
    try (InputStream in = Schema.class.getResourceAsStream("/sandbox/schema.graphql")) {
      if (in == null) throw new IllegalStateException("missing /sandbox/schema.graphql");
      return new SchemaGenerator()
          .makeExecutableSchema(
              new SchemaParser().parse(new InputStreamReader(in, StandardCharsets.UTF_8)),
              wiring.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GitHub's own scalars are all text on the wire. */
  private static final class Text implements Coercing<String, String> {
    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      return String.valueOf(value);
    }

    @Override
    public String parseValue(Object input, GraphQLContext context, Locale locale) {
      return String.valueOf(input);
    }

    @Override
    public String parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return input instanceof StringValue text
          ? String.valueOf(text.getValue())
          : String.valueOf(input);
    }
  }
}
