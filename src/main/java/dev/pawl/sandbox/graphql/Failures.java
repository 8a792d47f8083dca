package dev.pawl.sandbox.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Turns failures into errors in GitHub's form. */
final class Failures implements DataFetcherExceptionHandler {
  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters parameters) {
    Throwable cause = parameters.getException();
    String type = cause instanceof Failure failure ? failure.type() : "INTERNAL";
    var error =
        GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
            .message("%s", String.valueOf(cause.getMessage()))
            .extensions(Map.of("githubType", type))
            .build();
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }
}
