package dev.pawl.sandbox.graphql;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** A field that is computed when it is asked for. */
interface Lazy {
  @Nullable Object get(DataFetchingEnvironment environment);
}
